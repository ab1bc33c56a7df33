package com.auraconnect.orders.saga;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Inventory;
import com.auraconnect.orders.order.OrderFulfilment;
import com.auraconnect.orders.order.OrderFulfilment.Charge;
import com.auraconnect.orders.order.OrderFulfilment.Standing;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.Payment.State;
import com.auraconnect.orders.order.Payments;

/**
 * Settles up for an order that was handed over: its stock is used, its card is charged.
 */
@Component
class CompleteOrderSaga {

	private final OrderFulfilment fulfilment;

	private final Inventory inventory;

	private final Payments payments;

	CompleteOrderSaga(OrderFulfilment fulfilment, Inventory inventory, Payments payments) {
		this.fulfilment = fulfilment;
		this.inventory = inventory;
		this.payments = payments;
	}

	/**
	 * @throws PartnerUnavailable if it is not done yet and wants to be run again
	 */
	void run(OrderRef ref) {
		var order = this.fulfilment.look(ref.tenantId(), ref.orderId());
		commitStock(order);
		order.charges()
			.stream()
			.filter((charge) -> charge.state() == State.AUTHORIZED)
			.forEach((charge) -> capture(order, charge));
	}

	private void commitStock(Standing order) {
		if (order.reservationId() != null) {
			this.inventory.commit(order.tenantId(), order.orderId(), order.reservationId());
			this.fulfilment.stockSettled(order);
		}
	}

	private void capture(Standing order, Charge charge) {
		this.payments.capture(order.tenantId(), order.orderId(), charge.paymentId(), charge.authorized());
		this.fulfilment.paymentSettled(order, charge.paymentId(), State.CAPTURED);
	}

}
