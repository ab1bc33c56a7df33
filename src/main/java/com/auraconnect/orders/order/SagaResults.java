package com.auraconnect.orders.order;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;

/**
 * Applies the results of saga steps to orders, each in a transaction of its own. Every
 * method is idempotent: an answer that was applied already changes nothing.
 */
@Service
public class SagaResults {

	/** Reason of the refunds that a cancellation causes. */
	private static final String CANCELLED = "order cancelled";

	private final StoredOrders orders;

	private final Locations locations;

	private final CardRequests cardRequests;

	private final FiringClock firingClock;

	private final Clock clock;

	SagaResults(StoredOrders orders, Locations locations, CardRequests cardRequests, FiringClock firingClock,
			Clock clock) {
		this.orders = orders;
		this.locations = locations;
		this.cardRequests = cardRequests;
		this.firingClock = firingClock;
		this.clock = clock;
	}

	/**
	 * State of an order that the saga steps need. The charges are those of the order
	 * itself: its shares in cards of its check are settled with the check.
	 *
	 * @param stockRule how far the order depends on its stock
	 * @param itemsVersion the order version in which the needed stock last changed
	 * @param needs the stock that the order needs, each menu item once
	 * @param reservationId id of the reservation at the inventory service, null if there
	 * is none
	 * @param usedUp the part of {@code needs} whose lines were voided after their stock
	 * was gone
	 * @param isReservationCurrent whether the reservation covers the lines as they are,
	 * or was refused for them
	 * @param captureAt when the cards are captured, null if that is at the completion
	 * @param loadedOrder the order itself if it has just been stored, otherwise null
	 */
	public record FulfilmentSnapshot(long tenantId, long orderId, long locationId, String currency, OrderStatus status,
			StockRule stockRule, int itemsVersion, List<Inventory.Need> needs, List<Inventory.Need> usedUp,
			@Nullable String reservationId, boolean isReservationCurrent, List<PaymentSnapshot> charges,
			@Nullable Instant captureAt, @Nullable Order loadedOrder) {

		/** Returns the card payment that came with the order, if it is pending. */
		public Optional<PaymentSnapshot> pendingCard() {
			return this.charges.stream()
				.filter((charge) -> charge.placedWithOrder() && charge.state() == Payment.State.PENDING)
				.findFirst();
		}

	}

	/** How far an order depends on its stock. */
	public enum StockRule {

		/** A shortage cancels the order. */
		REQUIRED,

		/**
		 * An offline terminal has sold it, or it was edited: a shortage only degrades the
		 * order.
		 */
		IF_AVAILABLE,

		/** An offline terminal has handed it over: no stock is reserved. */
		NONE;

		static StockRule of(Order order) {
			if (order.sale().isHandedOverOnArrival()) {
				return NONE;
			}
			return (order.sale().isTakenOffline() || order.stock().itemsVersion() > 1) ? IF_AVAILABLE : REQUIRED;
		}

	}

	/**
	 * State of one payment that the saga steps need.
	 *
	 * @param placedWithOrder whether the payment came with the order, which then depends
	 * on it
	 * @param amount the amount including the tip
	 * @param token the card token, null once the authorization is answered
	 * @param authorizationId null until the card is authorized
	 * @param authorizedAmount the amount including the tip that the bank holds; null
	 * until then, and for a card that was authorized before this amount was stored
	 * @param captureAmount the amount including the tip that is to be captured, null
	 * until it is set
	 */
	public record PaymentSnapshot(long paymentId, boolean placedWithOrder, Payment.State state, Money amount,
			@Nullable String token, @Nullable String authorizationId, @Nullable Money authorizedAmount,
			@Nullable Money captureAmount) {

		/** Returns the amount that the bank holds. */
		public Money held() {
			return (this.authorizedAmount != null) ? this.authorizedAmount : this.amount;
		}

		boolean needsCaptureAmount() {
			return this.state == Payment.State.AUTHORIZED && this.captureAmount == null;
		}

		/** Returns the authorization id, which must be present. */
		public String authorized() {
			return Objects.requireNonNull(this.authorizationId);
		}

	}

	/**
	 * Reads an order from the database.
	 * @throws OrderNotFound if there is no such order
	 */
	public FulfilmentSnapshot snapshot(long tenantId, long orderId) {
		return this.orders.view(OrderCommandContext.ofSystem(tenantId, orderId), (order) -> snapshot(order, null));
	}

	/**
	 * Takes a snapshot of an order that has just been stored.
	 * @param order must not be used by the caller afterwards; the saga may change it
	 */
	public FulfilmentSnapshot snapshot(Order order) {
		return snapshot(order, order);
	}

	private static FulfilmentSnapshot snapshot(Order order, @Nullable Order loadedOrder) {
		var charges = order.payments()
			.stream()
			.filter((payment) -> !payment.isShareOfCard())
			.map(SagaResults::charge)
			.toList();
		return new FulfilmentSnapshot(order.tenantId(), order.id(), order.locationId(), order.sale().currency(),
				order.status(), StockRule.of(order), order.stock().itemsVersion(), order.stock().needs(),
				order.stock().usedUp(), order.stock().reservationId(), order.stock().isReservationCurrent(), charges,
				order.captureAt(), loadedOrder);
	}

	private static PaymentSnapshot charge(Payment payment) {
		return new PaymentSnapshot(payment.storedId(), payment.isPlacedWithOrder(), payment.status(), payment.charge(),
				payment.cardToken(), payment.authorizationId(), payment.authorizedAmount(), payment.captureAmount());
	}

	/** Marks the order as degraded: the inventory service does not answer. */
	public void markStockUnconfirmed(FulfilmentSnapshot snapshot) {
		change(snapshot, (order) -> {
			if (!order.status().isFinal() && !order.stock().isReservationCurrent()) {
				order.markDegraded(Partner.INVENTORY, this.clock.instant());
			}
		});
	}

	/**
	 * Counts the authorization request that is about to be sent. If the order was
	 * cancelled before the first request, the payment is voided instead.
	 * @return whether the request is to be sent
	 */
	public boolean registerCardRequest(FulfilmentSnapshot snapshot, long paymentId) {
		if (this.cardRequests.tryRegister(snapshot.tenantId(), paymentId)) {
			return true;
		}
		change(snapshot, (order) -> {
			if (order.status() == OrderStatus.CANCELLED) {
				voidUnrequested(order, List.of(order.money().ledger().get(paymentId)));
			}
		});
		return false;
	}

	/**
	 * Marks the order as waiting for the payment service, which does not answer.
	 * @param reservation the new reservation, null if there is none
	 */
	public void markCardPending(FulfilmentSnapshot snapshot, long paymentId,
			Inventory.Answer.@Nullable Reserved reservation, PartnerUnavailable reason) {
		if (!reason.isArrivalPossible()) {
			this.cardRequests.unregister(snapshot.tenantId(), paymentId);
		}
		change(snapshot, (order) -> {
			if (reservation != null) {
				applyReservation(order, snapshot, reservation);
			}
			order.money().markAwaitingPayment(order.money().ledger().get(paymentId), this.clock.instant());
		});
	}

	/**
	 * Applies the reservation and the authorization. Confirms the order if its location
	 * confirms automatically and the order is still pending.
	 * @param reservation null if there is none: the inventory service has not answered,
	 * or an offline terminal has sold more than there is
	 * @param authorization null if no card had to be authorized
	 * @param recorder records the response in the same transaction, unless the order has
	 * ended, was edited or has got another reservation meanwhile
	 */
	public Placement confirmPlacement(FulfilmentSnapshot snapshot, Inventory.Answer.@Nullable Reserved reservation,
			@Nullable Authorized authorization, ResponseRecorder recorder) {
		var placement = new AtomicReference<Placement>();
		ResponseRecorder recorderIfDone = (answer, isNew, writes) -> {
			if (!placement.get().status().isFinal() && !placement.get().isEdited()
					&& placement.get().isReservationStored()) {
				recorder.record(answer, isNew, writes);
			}
		};
		var target = new OrderCommandContext(OrderPrincipal.system(snapshot.tenantId()), snapshot.orderId(),
				VersionCondition.ANY, recorderIfDone);
		var location = this.locations.get(snapshot.tenantId(), snapshot.locationId());
		Consumer<Order> change = (order) -> {
			applyReservation(order, snapshot, reservation);
			applyAuthorization(order, authorization);
			if (order.status() == OrderStatus.PENDING && location.autoConfirm()) {
				var by = OrderPrincipal.system(order.tenantId()).actor();
				order.confirm(location.courses(), by, null, this.clock.instant());
				this.firingClock.now().ifPresent((now) -> order.preparation().fireIfDue(by, now));
			}
			placement.set(new Placement(order.status(), order.stock().itemsVersion() != snapshot.itemsVersion(),
					reservation == null || reservation.reservationId().equals(order.stock().reservationId())));
		};
		if (snapshot.loadedOrder() != null && reservation != null && authorization == null) {
			this.orders.changeLoaded(snapshot.loadedOrder(), target, change);
		}
		else {
			this.orders.change(target, change);
		}
		return placement.get();
	}

	/**
	 * State of an order after its placement.
	 *
	 * @param isEdited whether the order needs other stock than the inventory service was
	 * asked for
	 * @param isReservationStored false if the order had another reservation already, so
	 * that the one of this run is surplus
	 */
	public record Placement(OrderStatus status, boolean isEdited, boolean isReservationStored) {
	}

	/** Successful authorization of a card payment. */
	public record Authorized(long paymentId, Payments.Answer.Authorized answer) {
	}

	/**
	 * Stores the reservation, unless the order has one. A run that overlaps with this one
	 * may have reserved for other lines: the first reservation that is stored remains.
	 */
	private void applyReservation(Order order, FulfilmentSnapshot snapshot,
			Inventory.Answer.@Nullable Reserved reservation) {
		if (order.sale().isHandedOverOnArrival() || order.stock().reservationId() != null) {
			return;
		}
		if (reservation == null) {
			order.markDegraded(Partner.INVENTORY, this.clock.instant());
		}
		else {
			order.stock().setReservation(reservation.reservationId(), snapshot.itemsVersion(), this.clock.instant());
		}
	}

	/**
	 * Records that the reservation covers the lines of the snapshot.
	 * @param suffices whether the stock suffices; if not, the order is degraded
	 * @return the order as it is now; its lines may have changed again
	 */
	public FulfilmentSnapshot recordChangedReservation(FulfilmentSnapshot snapshot, boolean suffices) {
		return changeAndReturn(snapshot, (order) -> {
			if (Objects.equals(order.stock().reservationId(), snapshot.reservationId())) {
				order.stock().changeReservation(snapshot.itemsVersion(), suffices, this.clock.instant());
			}
			return snapshot(order, null);
		});
	}

	private void applyAuthorization(Order order, @Nullable Authorized authorization) {
		if (authorization != null
				&& order.money().ledger().get(authorization.paymentId()).canBeAuthorized(order.status())) {
			order.money()
				.markAuthorized(order.money().ledger().get(authorization.paymentId()),
						authorization.answer().authorizationId(), authorization.answer().lastFour(),
						this.clock.instant());
		}
	}

	/**
	 * Cancels an order whose stock does not suffice, unless it was edited meanwhile, is
	 * being prepared already or has ended. Voids its card payment if no authorization
	 * request was sent.
	 * @return whether its placement goes on: it was not cancelled, or the card payment
	 * that came with it is still pending
	 */
	public boolean cancelOutOfStock(FulfilmentSnapshot snapshot) {
		return changeAndReturn(snapshot, (order) -> {
			if (StockRule.of(order) == StockRule.REQUIRED) {
				cancelUnlessInPreparation(order, CancellationReason.OUT_OF_STOCK);
			}
			if (order.status() == OrderStatus.CANCELLED) {
				voidUnrequested(order, pendingCardPayments(order));
			}
			return order.status() != OrderStatus.CANCELLED || !pendingCardPayments(order).isEmpty();
		});
	}

	/**
	 * Applies a reservation that was made after the placement, unless the order has got
	 * one meanwhile or has ended.
	 * @return the order as it is now; without that reservation, it must be released
	 */
	public FulfilmentSnapshot recordLateReservation(FulfilmentSnapshot snapshot, String reservationId) {
		return changeAndReturn(snapshot, (order) -> {
			if (order.stock().reservationId() == null && !order.status().isFinal()) {
				order.stock().setReservation(reservationId, snapshot.itemsVersion(), this.clock.instant());
			}
			return snapshot(order, null);
		});
	}

	private void voidUnrequested(Order order, List<Payment> payments) {
		payments.stream()
			.filter((payment) -> payment.status() == Payment.State.PENDING && !payment.isAuthorizationRequested())
			.forEach((payment) -> order.money().markVoided(payment, this.clock.instant()));
	}

	private static List<Payment> pendingCardPayments(Order order) {
		return order.payments()
			.stream()
			.filter((payment) -> payment.isPlacedWithOrder() && payment.status() == Payment.State.PENDING)
			.toList();
	}

	/**
	 * Marks a pending payment as declined and cancels the order, unless it is being
	 * prepared already or has ended.
	 * @return whether this has cancelled the order; not for a payment that was voided
	 * meanwhile, without which the order goes on
	 */
	public boolean declineCard(FulfilmentSnapshot snapshot, long paymentId, String code,
			Inventory.Answer.@Nullable Reserved reservation) {
		return changeAndReturn(snapshot, (order) -> {
			applyEarlyReservation(order, snapshot, reservation);
			var payment = order.money().ledger().get(paymentId);
			if (payment.status() != Payment.State.PENDING) {
				return false;
			}
			order.money().markDeclined(payment, code, this.clock.instant());
			return cancelUnlessInPreparation(order, CancellationReason.PAYMENT_FAILED);
		});
	}

	/**
	 * Voids a pending payment whose authorization could not be stored and was cancelled
	 * at the payment service. Cancels the order, unless it is being prepared already or
	 * has ended.
	 */
	public void voidUnstorableCard(FulfilmentSnapshot snapshot, long paymentId,
			Inventory.Answer.@Nullable Reserved reservation) {
		change(snapshot, (order) -> {
			applyEarlyReservation(order, snapshot, reservation);
			var payment = order.money().ledger().get(paymentId);
			if (payment.status() == Payment.State.PENDING) {
				order.money().markVoided(payment, this.clock.instant());
				cancelUnlessInPreparation(order, CancellationReason.PAYMENT_FAILED);
			}
		});
	}

	/** Stores a reservation of the same run, which a cancellation then releases. */
	private void applyEarlyReservation(Order order, FulfilmentSnapshot snapshot,
			Inventory.Answer.@Nullable Reserved reservation) {
		if (reservation != null && order.stock().reservationId() == null) {
			order.stock().setReservation(reservation.reservationId(), snapshot.itemsVersion(), this.clock.instant());
		}
	}

	private boolean cancelUnlessInPreparation(Order order, CancellationReason reason) {
		var isCancelled = order.status() == OrderStatus.PENDING || order.status() == OrderStatus.CONFIRMED;
		if (isCancelled) {
			order.cancel(new Cancellation(reason, null), OrderPrincipal.system(order.tenantId()).actor(),
					this.clock.instant());
		}
		return isCancelled;
	}

	/** Clears the reservation after the stock was released or used up. */
	public void clearReservation(FulfilmentSnapshot snapshot) {
		change(snapshot, (order) -> order.stock().clearReservation());
	}

	/** Marks the payment as voided: the payment service has released the money. */
	public void markVoided(FulfilmentSnapshot snapshot, long paymentId) {
		change(snapshot, (order) -> {
			var payment = order.money().ledger().get(paymentId);
			if (payment.status() != Payment.State.VOIDED) {
				order.money().markVoided(payment, this.clock.instant());
			}
		});
	}

	/** Marks the payment as captured, with the amount that the payment service took. */
	public void markCaptured(FulfilmentSnapshot snapshot, long paymentId, Money captured) {
		change(snapshot, (order) -> {
			var payment = order.money().ledger().get(paymentId);
			if (payment.status() != Payment.State.CAPTURED) {
				order.money().markCaptured(payment, captured, this.clock.instant());
			}
		});
	}

	/**
	 * Sets the capture amount of each authorized card that has none yet. The completion
	 * of an order without a delay has set them.
	 * @return the order as it is now, with the payments that are to be captured
	 */
	public FulfilmentSnapshot assignCaptureAmounts(FulfilmentSnapshot snapshot) {
		if (snapshot.charges().stream().noneMatch(PaymentSnapshot::needsCaptureAmount)) {
			return snapshot;
		}
		return changeAndReturn(snapshot, (order) -> {
			order.money().assignCaptureAmounts();
			return snapshot(order, null);
		});
	}

	/**
	 * Records refunds of all captured payments of a cancelled order, but not of its share
	 * in a card of the check.
	 */
	public void refundAll(FulfilmentSnapshot snapshot) {
		change(snapshot, (order) -> order.payments()
			.stream()
			.filter((payment) -> payment.status() == Payment.State.CAPTURED && !payment.isShareOfCard()
					&& payment.refundable().isPositive())
			.forEach((payment) -> order.money()
				.refund(payment, new NewRefund(Amount.of(payment.refundable()), Refund.Kind.CORRECTION, CANCELLED),
						OrderPrincipal.system(order.tenantId()).actor(), this.clock.instant())));
	}

	private void change(FulfilmentSnapshot snapshot, Consumer<Order> change) {
		this.orders.change(OrderCommandContext.ofSystem(snapshot.tenantId(), snapshot.orderId()), change);
	}

	private <T> T changeAndReturn(FulfilmentSnapshot snapshot, Function<Order, T> change) {
		return this.orders
			.changeAndReturn(OrderCommandContext.ofSystem(snapshot.tenantId(), snapshot.orderId()), change)
			.result();
	}

}
