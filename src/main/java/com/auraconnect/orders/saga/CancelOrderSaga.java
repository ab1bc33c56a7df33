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
 * Gives back what is held for an order that was called off: its stock, the hold on its
 * card, or the money. Cash is given back by hand; here it is only written down.
 */
@Component
class CancelOrderSaga {

	private final OrderFulfilment fulfilment;

	private final Inventory inventory;

	private final Payments payments;

	CancelOrderSaga(OrderFulfilment fulfilment, Inventory inventory, Payments payments) {
		this.fulfilment = fulfilment;
		this.inventory = inventory;
		this.payments = payments;
	}

	/**
	 * @throws PartnerUnavailable if it is not done yet and wants to be run again
	 */
	void run(OrderRef ref) {
		var order = this.fulfilment.look(ref.tenantId(), ref.orderId());
		releaseStock(order);
		order.charges()
			.stream()
			.filter((charge) -> charge.state() == State.AUTHORIZED)
			.forEach((charge) -> giveBack(order, charge));
		if (order.charges().stream().anyMatch((charge) -> charge.state() == State.CAPTURED)) {
			this.fulfilment.refundAll(order);
		}
	}

	private void releaseStock(Standing order) {
		if (order.reservationId() != null) {
			this.inventory.release(order.tenantId(), order.orderId(), order.reservationId());
			this.fulfilment.stockSettled(order);
		}
	}

	private void giveBack(Standing order, Charge charge) {
		this.payments.cancel(order.tenantId(), order.orderId(), charge.paymentId(), charge.authorized());
		this.fulfilment.paymentSettled(order, charge.paymentId(), State.VOIDED);
	}

}
