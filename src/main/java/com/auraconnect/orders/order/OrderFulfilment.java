package com.auraconnect.orders.order;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.pricing.Money;

/**
 * What the sagas have done to orders: the partners' answers enter here, each in a
 * transaction of its own. All of it may be repeated; an answer that is known already
 * changes nothing.
 */
@Service
public class OrderFulfilment {

	/** The reason of a refund that follows from the end of an order. */
	private static final String CANCELLED = "order cancelled";

	private final StoredOrders orders;

	private final Locations locations;

	private final CardRequests cardRequests;

	private final Clock clock;

	OrderFulfilment(StoredOrders orders, Locations locations, CardRequests cardRequests, Clock clock) {
		this.orders = orders;
		this.locations = locations;
		this.cardRequests = cardRequests;
		this.clock = clock;
	}

	/**
	 * An order, as far as its partners are concerned.
	 *
	 * @param itemsVersion the version of the order that its lines are of
	 * @param needs the stock that it takes, each menu item once
	 * @param reservationId what the inventory service calls that stock, null while it
	 * holds none
	 * @param loadedOrder the order itself, if it has just been taken
	 */
	public record FulfilmentSnapshot(long tenantId, long orderId, long locationId, OrderStatus status, int itemsVersion,
			List<Inventory.Need> needs, @Nullable String reservationId, List<Charge> charges, @Nullable Order loadedOrder) {

		/** The card that came with the order, while the bank has not answered. */
		public Optional<Charge> unansweredCard() {
			return this.charges.stream()
				.filter((charge) -> charge.placedWithOrder() && charge.state() == Payment.State.PENDING)
				.findFirst();
		}

	}

	/**
	 * One payment of an order, as far as the payment service is concerned.
	 *
	 * @param placedWithOrder whether the order depends on it
	 * @param amount with the tip
	 * @param token for the authorization, null once that has been answered
	 * @param authorizationId null while there is none
	 */
	public record Charge(long paymentId, boolean placedWithOrder, Payment.State state, Money amount,
			@Nullable String token, @Nullable String authorizationId) {

		/** The payment service's name for what it holds; there must be one. */
		public String authorized() {
			return Objects.requireNonNull(this.authorizationId);
		}

	}

	/**
	 * @throws OrderNotFound if there is no such order
	 */
	public FulfilmentSnapshot snapshot(long tenantId, long orderId) {
		return this.orders.view(OrderCommandContext.ofSystem(tenantId, orderId), (order) -> snapshot(order, null));
	}

	/**
	 * @param order one that has just been taken; it is the saga's from now on
	 */
	public FulfilmentSnapshot snapshot(Order order) {
		return snapshot(order, order);
	}

	private static FulfilmentSnapshot snapshot(Order order, @Nullable Order loadedOrder) {
		var needs = Inventory.Need.summed(order.items()
			.stream()
			.filter(OrderItem::counts)
			.map((item) -> new Inventory.Need(item.menuItemId(), item.quantity())));
		var charges = order.payments().stream().map(OrderFulfilment::charge).toList();
		return new FulfilmentSnapshot(order.tenantId(), order.id(), order.locationId(), order.status(), order.itemsVersion(),
				needs, order.reservationId(), charges, loadedOrder);
	}

	/** What its location sells in, as ISO 4217 has it. */
	public String currency(FulfilmentSnapshot snapshot) {
		return this.locations.get(snapshot.tenantId(), snapshot.locationId()).currency();
	}

	private static Charge charge(Payment payment) {
		return new Charge(payment.storedId(), payment.isPlacedWithOrder(), payment.status(), payment.charge(),
				payment.cardToken(), payment.authorizationId());
	}

	/** The inventory service does not answer; the order goes on without its word. */
	public void stockUncertain(FulfilmentSnapshot snapshot) {
		change(snapshot, (order) -> order.degradedBy(Partner.INVENTORY, this.clock.instant()));
	}

	/**
	 * Writes down that the card is about to be asked for. The card of an order that was
	 * called off before anyone asked is forgotten instead.
	 * @return whether it is to be asked for
	 */
	public boolean beginCard(FulfilmentSnapshot snapshot, long paymentId) {
		if (this.cardRequests.begin(snapshot.tenantId(), paymentId)) {
			return true;
		}
		change(snapshot, (order) -> {
			if (order.status() == OrderStatus.CANCELLED) {
				forgetUnasked(order, List.of(order.ledger().get(paymentId)));
			}
		});
		return false;
	}

	/**
	 * The payment service does not answer; the order waits for it.
	 * @param stock null if there is nothing new about it
	 */
	public void cardUnanswered(FulfilmentSnapshot snapshot, long paymentId, Inventory.Answer.@Nullable Reserved stock,
			PartnerUnavailable reason) {
		if (!reason.isArrivalPossible()) {
			this.cardRequests.takeBack(snapshot.tenantId(), paymentId);
		}
		change(snapshot, (order) -> {
			if (stock != null) {
				noteStock(order, stock);
			}
			order.paymentAwaited(order.ledger().get(paymentId), this.clock.instant());
		});
	}

	/**
	 * The partners have said yes. Confirms the order if its location has that done by
	 * itself and nobody has moved it meanwhile.
	 * @param stock null if there is no word from the inventory service yet
	 * @param money null if no card had to be authorized
	 * @param done kept in the same transaction, unless the order has ended meanwhile
	 * @return where the order stands now
	 */
	public OrderStatus confirmPlacement(FulfilmentSnapshot snapshot, Inventory.Answer.@Nullable Reserved stock, @Nullable Authorized money,
			ResponseRecorder done) {
		var status = new AtomicReference<OrderStatus>();
		ResponseRecorder doneUnlessEnded = (answer, isNew, writes) -> {
			if (!status.get().isFinal()) {
				done.keep(answer, isNew, writes);
			}
		};
		var target = new OrderCommandContext(OrderPrincipal.system(snapshot.tenantId()), snapshot.orderId(), VersionCondition.ANY,
				doneUnlessEnded);
		var confirmsByItself = this.locations.get(snapshot.tenantId(), snapshot.locationId()).autoConfirm();
		Consumer<Order> change = (order) -> {
			noteStock(order, stock);
			noteMoney(order, money);
			if (order.status() == OrderStatus.PENDING && confirmsByItself) {
				order.confirm(OrderPrincipal.system(order.tenantId()).actor(), null, this.clock.instant());
			}
			status.set(order.status());
		};
		if (snapshot.loadedOrder() != null && stock != null && money == null) {
			this.orders.changeLoaded(snapshot.loadedOrder(), target, change);
		}
		else {
			this.orders.change(target, change);
		}
		return status.get();
	}

	/** A card that the bank has accepted. */
	public record Authorized(long paymentId, Payments.Answer.Authorized answer) {
	}

	private void noteStock(Order order, Inventory.Answer.@Nullable Reserved stock) {
		if (stock == null) {
			order.degradedBy(Partner.INVENTORY, this.clock.instant());
		}
		else if (!stock.reservationId().equals(order.reservationId())) {
			order.stockReserved(stock.reservationId(), this.clock.instant());
		}
	}

	private void noteMoney(Order order, @Nullable Authorized money) {
		if (money != null && order.ledger().get(money.paymentId()).awaitsAuthorization()) {
			order.paymentAuthorized(order.ledger().get(money.paymentId()), money.answer().authorizationId(),
					money.answer().lastFour(), this.clock.instant());
		}
	}

	/**
	 * There is not enough in stock: the order is called off, unless it is being cooked
	 * already or has ended. A card that was never asked for is forgotten with it.
	 * @return whether the card that came with the order is still to be answered
	 */
	public boolean outOfStock(FulfilmentSnapshot snapshot) {
		var isCardOpen = new AtomicBoolean();
		change(snapshot, (order) -> {
			cancelUnlessCooking(order, CancellationReason.OUT_OF_STOCK);
			if (order.status() == OrderStatus.CANCELLED) {
				forgetUnasked(order, pendingCard(order));
			}
			isCardOpen.set(!pendingCard(order).isEmpty());
		});
		return isCardOpen.get();
	}

	private void forgetUnasked(Order order, List<Payment> payments) {
		payments.stream()
			.filter((payment) -> payment.status() == Payment.State.PENDING && !payment.isAskedFor())
			.forEach((payment) -> order.paymentVoided(payment, this.clock.instant()));
	}

	private static List<Payment> pendingCard(Order order) {
		return order.payments()
			.stream()
			.filter((payment) -> payment.isPlacedWithOrder() && payment.status() == Payment.State.PENDING)
			.toList();
	}

	/**
	 * The bank has said no: the order is called off, unless it is being cooked already or
	 * has ended.
	 * @return where the order stood before
	 */
	public OrderStatus cardDeclined(FulfilmentSnapshot snapshot, long paymentId, String code,
			Inventory.Answer.@Nullable Reserved stock) {
		var before = new AtomicReference<OrderStatus>();
		change(snapshot, (order) -> {
			before.set(order.status());
			if (stock != null && order.reservationId() == null) {
				order.stockReserved(stock.reservationId(), this.clock.instant());
			}
			if (order.ledger().get(paymentId).status() == Payment.State.PENDING) {
				order.paymentDeclined(order.ledger().get(paymentId), code, this.clock.instant());
			}
			cancelUnlessCooking(order, CancellationReason.PAYMENT_FAILED);
		});
		return before.get();
	}

	/**
	 * The bank's hold could not be stored and was voided: the order is called off, unless
	 * it is being cooked already or has ended.
	 */
	public void cardGivenUp(FulfilmentSnapshot snapshot, long paymentId, Inventory.Answer.@Nullable Reserved stock) {
		change(snapshot, (order) -> {
			if (stock != null && order.reservationId() == null) {
				order.stockReserved(stock.reservationId(), this.clock.instant());
			}
			if (order.ledger().get(paymentId).status() == Payment.State.PENDING) {
				order.paymentVoided(order.ledger().get(paymentId), this.clock.instant());
			}
			cancelUnlessCooking(order, CancellationReason.PAYMENT_FAILED);
		});
	}

	private void cancelUnlessCooking(Order order, CancellationReason reason) {
		if (order.status() == OrderStatus.PENDING || order.status() == OrderStatus.CONFIRMED) {
			order.cancel(new Cancellation(reason, null), OrderPrincipal.system(order.tenantId()).actor(),
					this.clock.instant());
		}
	}

	/**
	 * The reserved stock is back on the shelf, or used up; either way it is no longer
	 * held.
	 */
	public void stockSettled(FulfilmentSnapshot snapshot) {
		change(snapshot, Order::stockSettled);
	}

	/** The payment has reached that state at the payment service. */
	public void paymentSettled(FulfilmentSnapshot snapshot, long paymentId, Payment.State state) {
		change(snapshot, (order) -> {
			var payment = order.ledger().get(paymentId);
			if (payment.status() != state) {
				settle(order, payment, state);
			}
		});
	}

	private void settle(Order order, Payment payment, Payment.State state) {
		switch (state) {
			case CAPTURED -> order.paymentCaptured(payment, this.clock.instant());
			case VOIDED -> order.paymentVoided(payment, this.clock.instant());
			case PENDING, AUTHORIZED, DECLINED -> throw new IllegalArgumentException("Nothing is settled by " + state);
		}
	}

	/** Promises back all that was paid for an order that was called off. */
	public void refundAll(FulfilmentSnapshot snapshot) {
		change(snapshot, (order) -> order.payments()
			.stream()
			.filter((payment) -> payment.status() == Payment.State.CAPTURED && payment.refundable().isPositive())
			.forEach((payment) -> order.refund(payment, payment.refundable(), CANCELLED, this.clock.instant())));
	}

	private void change(FulfilmentSnapshot snapshot, Consumer<Order> change) {
		this.orders.change(OrderCommandContext.ofSystem(snapshot.tenantId(), snapshot.orderId()), change);
	}

}
