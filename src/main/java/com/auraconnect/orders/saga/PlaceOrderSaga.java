package com.auraconnect.orders.saga;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Inventory;
import com.auraconnect.orders.order.OrderFulfilment;
import com.auraconnect.orders.order.OrderFulfilment.Authorized;
import com.auraconnect.orders.order.OrderFulfilment.Charge;
import com.auraconnect.orders.order.OrderFulfilment.Standing;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.Payments;

/**
 * Brings an accepted order to the kitchen: reserve its stock, authorize its card, confirm
 * it.
 * <ul>
 * <li>No stock, or a declined card, calls the order off; {@link CancelOrderSaga} gives
 * back what was held.
 * <li>An inventory service that does not answer holds nobody up: the order is confirmed,
 * and the stock is asked for again later. A payment service that does not answer leaves
 * the order pending until it does.
 * <li>An order that has ended while its partners were being asked gives back, or settles,
 * what they have just agreed to.
 * </ul>
 * Each step repeats under the same idempotency key, so that a run after a crash finds the
 * answers of the run before.
 */
@Component
class PlaceOrderSaga {

	private static final Logger log = LoggerFactory.getLogger(PlaceOrderSaga.class);

	private final OrderFulfilment fulfilment;

	private final Inventory inventory;

	private final Payments payments;

	private final CancelOrderSaga cancelled;

	private final CompleteOrderSaga completed;

	PlaceOrderSaga(OrderFulfilment fulfilment, Inventory inventory, Payments payments, CancelOrderSaga cancelled,
			CompleteOrderSaga completed) {
		this.fulfilment = fulfilment;
		this.inventory = inventory;
		this.payments = payments;
		this.cancelled = cancelled;
		this.completed = completed;
	}

	/**
	 * @throws PartnerUnavailable if it is not done yet and wants to be run again
	 */
	void run(OrderRef ref) {
		var order = this.fulfilment.look(ref.tenantId(), ref.orderId());
		var stock = reserve(order);
		switch (stock) {
			case Outcome.Refused _ -> goOnWithoutStock(order);
			case Outcome.Agreed(var reservation) -> authorizeAndConfirm(order, reservation);
			case Outcome.Unknown(var outage) -> {
				this.fulfilment.stockUncertain(order);
				authorizeAndConfirm(order, null);
				throw outage;
			}
		}
	}

	/**
	 * An order that is being cooked already is still to be paid; and of one that is
	 * called off, a card that may have been asked for is asked for again, to learn what
	 * to void.
	 */
	private void goOnWithoutStock(Standing order) {
		var status = this.fulfilment.outOfStock(order);
		var isCardOpen = unanswered(order).isPresent();
		if (isCardOpen && (status != OrderStatus.CANCELLED || order.mayHaveAskedTheBank())) {
			authorizeAndConfirm(order, null);
		}
	}

	private sealed interface Outcome {

		record Agreed(Inventory.Answer.Reserved reservation) implements Outcome {
		}

		record Refused() implements Outcome {
		}

		record Unknown(PartnerUnavailable outage) implements Outcome {
		}

	}

	private Outcome reserve(Standing order) {
		if (order.reservationId() != null) {
			return new Outcome.Agreed(new Inventory.Answer.Reserved(order.reservationId()));
		}
		try {
			return switch (this.inventory.reserve(order.tenantId(), order.orderId(), order.needs())) {
				case Inventory.Answer.Reserved reserved -> new Outcome.Agreed(reserved);
				case Inventory.Answer.Short(var menuItemIds) -> {
					log.info("order {} is out of stock of menu items {}", order.orderId(), menuItemIds);
					yield new Outcome.Refused();
				}
			};
		}
		catch (PartnerUnavailable ex) {
			return new Outcome.Unknown(ex);
		}
	}

	private void authorizeAndConfirm(Standing order, Inventory.Answer.@Nullable Reserved stock) {
		var unanswered = unanswered(order);
		if (unanswered.isEmpty()) {
			confirm(order, stock, null);
			return;
		}
		var charge = unanswered.get();
		switch (authorize(order, charge, stock)) {
			case Payments.Answer.Authorized yes -> confirm(order, stock, new Authorized(charge.paymentId(), yes));
			case Payments.Answer.Declined(var code) -> {
				log.info("order {}: the card was declined ({})", order.orderId(), code);
				settleIfEnded(order, this.fulfilment.cardDeclined(order, charge.paymentId(), code, stock));
			}
		}
	}

	private static Optional<Charge> unanswered(Standing order) {
		return order.charges()
			.stream()
			.filter((charge) -> charge.placedWithOrder() && charge.state() == Payment.State.PENDING)
			.findFirst();
	}

	private Payments.Answer authorize(Standing order, Charge charge, Inventory.Answer.@Nullable Reserved stock) {
		try {
			return this.payments.authorize(order.tenantId(), order.orderId(), charge.paymentId(), charge.amount(),
					order.currency(), charge.token());
		}
		catch (PartnerUnavailable ex) {
			if (stock != null) {
				this.fulfilment.stockReserved(order, stock);
			}
			throw ex;
		}
	}

	private void confirm(Standing order, Inventory.Answer.@Nullable Reserved stock, @Nullable Authorized money) {
		settleIfEnded(order, this.fulfilment.secured(order, stock, money));
	}

	/**
	 * What the partners agreed to for an order that had ended meanwhile, nobody else will
	 * see to.
	 */
	private void settleIfEnded(Standing order, OrderStatus status) {
		var ref = OrderRef.of(order.tenantId(), order.orderId());
		switch (status) {
			case CANCELLED -> this.cancelled.run(ref);
			case COMPLETED -> this.completed.run(ref);
			case PENDING, CONFIRMED, PREPARING, READY -> {
				// the order is in good hands
			}
		}
	}

}
