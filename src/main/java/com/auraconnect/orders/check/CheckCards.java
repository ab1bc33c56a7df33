package com.auraconnect.orders.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.order.CheckCharges;
import com.auraconnect.orders.order.CheckPayments;
import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderPrincipal;
import com.auraconnect.orders.order.OrderUnitOfWork;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.PaymentDeclined;
import com.auraconnect.orders.order.Payments;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.order.UnusablePartnerAnswer;
import com.auraconnect.orders.order.VersionCondition;
import com.auraconnect.orders.pricing.Money;

/**
 * Card payments of checks at the payment service. Each step is stored before the payment
 * service is asked, and its answer afterwards, each in one transaction with all shares,
 * so that a crash, a retry or an outage can neither charge a card twice nor lose a
 * charge. The public methods are run by background tasks, possibly by several at once:
 * each is idempotent.
 */
@Service
public class CheckCards {

	private static final Logger log = LoggerFactory.getLogger(CheckCards.class);

	private final CheckService service;

	private final CheckPaymentChanges changes;

	private final CheckRepository checks;

	private final CheckCardRepository cards;

	private final OrderUnitOfWork unitOfWork;

	private final Locations locations;

	private final CheckCharges charges;

	private final CheckCardTasks tasks;

	CheckCards(CheckService service, CheckPaymentChanges changes, CheckRepository checks, CheckCardRepository cards,
			OrderUnitOfWork unitOfWork, Locations locations, CheckCharges charges, CheckCardTasks tasks) {
		this.service = service;
		this.changes = changes;
		this.checks = checks;
		this.cards = cards;
		this.unitOfWork = unitOfWork;
		this.locations = locations;
		this.charges = charges;
		this.tasks = tasks;
	}

	/**
	 * Authorizes a card that was just taken. It stays pending while the payment service
	 * does not answer.
	 * @param recorder stores the response
	 * @throws PaymentDeclined if the bank declines the card
	 */
	CheckDocument authorize(long tenantId, long paymentId, ResponseRecorder recorder) {
		try {
			return ask(tenantId, paymentId, recorder);
		}
		catch (PartnerUnavailable ex) {
			return leavePending(tenantId, paymentId, ex.isArrivalPossible(), recorder);
		}
		catch (UnstorableAuthorization ex) {
			return leavePending(tenantId, paymentId, true, recorder);
		}
	}

	/**
	 * Reports that the bank holds the money, but the authorization id cannot be stored.
	 */
	private static final class UnstorableAuthorization extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient Payments.Answer.Unstorable answer;

		UnstorableAuthorization(Payments.Answer.Unstorable answer) {
			super(answer.fault());
			this.answer = answer;
		}

	}

	private CheckDocument ask(long tenantId, long paymentId, ResponseRecorder recorder) {
		return switch (request(this.cards.get(tenantId, paymentId))) {
			case Payments.Answer.Authorized answer -> storeAuthorization(tenantId, paymentId, answer, recorder);
			case Payments.Answer.Unstorable answer -> throw new UnstorableAuthorization(answer);
			case Payments.Answer.Declined(var code) -> {
				change(tenantId, paymentId, (card, shares) -> {
					if (card.isPending()) {
						this.cards.markDeclined(card, code);
						shares.decline(paymentId, code, this.service.now());
					}
					return code;
				});
				throw new PaymentDeclined(code);
			}
		};
	}

	/** Sends the request for the authorization, the same one each time. */
	private Payments.Answer request(CheckCard card) {
		return this.charges.authorizeCheck(card.tenantId(), card.paidCheckId(), card.id(), card.authorizedAmount(),
				this.locations.get(card.tenantId(), card.locationId()).currency(), card.requiredToken());
	}

	/** The orders may all have ended, so that no end of an order starts the capture. */
	private CheckDocument storeAuthorization(long tenantId, long paymentId, Payments.Answer.Authorized answer,
			ResponseRecorder recorder) {
		var isDue = new AtomicBoolean();
		var document = changeAndShow(tenantId, paymentId, recorder, true, (card, shares) -> {
			isDue.set(false);
			if (card.isPending()) {
				var now = this.service.now();
				this.cards.markAuthorized(card, answer.authorizationId(), answer.lastFour());
				shares.authorize(paymentId, answer.lastFour(), now);
				shares.captureAt(paymentId, null).ifPresent((at) -> {
					this.tasks.settle(tenantId, paymentId, at);
					isDue.set(!at.isAfter(now));
				});
			}
		});
		if (isDue.get()) {
			this.tasks.settleNow(tenantId, paymentId);
		}
		return document;
	}

	/** Leaves the payment to the background task and marks the orders as degraded. */
	private CheckDocument leavePending(long tenantId, long paymentId, boolean isArrivalPossible,
			ResponseRecorder recorder) {
		log.info("payment {} of a check is pending", paymentId);
		return changeAndShow(tenantId, paymentId, recorder, false, (card, shares) -> {
			if (card.isPending() && !isArrivalPossible) {
				this.cards.countRequest(card, -1);
			}
			shares.markAwaitingPayment(paymentId, this.service.now());
		});
	}

	/**
	 * Completes a pending authorization.
	 * @throws UnusablePartnerAnswer if the payment service's answer cannot be stored
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	public void resume(long tenantId, long paymentId) {
		if (!this.cards.get(tenantId, paymentId).isPending() || !change(tenantId, paymentId, this::registerRequest)) {
			return;
		}
		try {
			ask(tenantId, paymentId, ResponseRecorder.NONE);
		}
		catch (PaymentDeclined ex) {
			log.info("payment {} of a check: {}", paymentId, ex.getMessage());
		}
		catch (UnstorableAuthorization ex) {
			this.charges.cancelCheck(tenantId, paymentId, ex.answer.authorizationId());
			change(tenantId, paymentId, (card, shares) -> card.isPending() && markVoided(card, shares));
			throw UnusablePartnerAnswer.compensated(Partner.PAYMENT, ex.answer.fault());
		}
		catch (PartnerUnavailable ex) {
			leavePending(tenantId, paymentId, ex.isArrivalPossible(), ResponseRecorder.NONE);
			throw ex;
		}
	}

	/**
	 * Counts the authorization request that is about to be sent. If all orders were
	 * cancelled before the first request, the payment is voided instead.
	 * @return whether the request is to be sent
	 */
	private boolean registerRequest(CheckCard card, CheckPayments shares) {
		if (!card.isPending()) {
			return false;
		}
		if (card.requests() == 0 && shares.isCancelled(card.id())) {
			markVoided(card, shares);
			return false;
		}
		this.cards.countRequest(card, 1);
		return true;
	}

	private boolean markVoided(CheckCard card, CheckPayments shares) {
		this.cards.markVoided(card);
		shares.markVoided(card.id(), this.service.now());
		return true;
	}

	/**
	 * Releases what the bank may hold for a voided payment. If an authorization was
	 * requested and not answered, the request is repeated to learn what to release.
	 * @throws UnusablePartnerAnswer if the payment service's answer has no usable id
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	public void release(long tenantId, long paymentId) {
		var card = this.cards.get(tenantId, paymentId);
		if (card.mayHoldMoney()) {
			var authorizationId = (card.authorizationId() != null) ? card.authorizationId() : findAuthorization(card);
			if (authorizationId != null) {
				this.charges.cancelCheck(tenantId, paymentId, authorizationId);
			}
		}
		if (card.token() != null) {
			this.cards.forgetToken(card);
		}
	}

	/** Returns the id of the authorization, null if the bank has declined the card. */
	private @Nullable String findAuthorization(CheckCard card) {
		return switch (request(card)) {
			case Payments.Answer.Authorized(var id, var _) -> id;
			case Payments.Answer.Unstorable(var id, var _) -> id;
			case Payments.Answer.Declined _ -> null;
		};
	}

	/** Releases the money of a voided payment, or leaves that to the background task. */
	void releaseOrPostpone(long tenantId, long paymentId) {
		try {
			release(tenantId, paymentId);
		}
		catch (PartnerUnavailable ex) {
			log.info("the money of payment {} of a check is released later", paymentId);
		}
	}

	/**
	 * Settles a card after an order with a share has ended. Voids the shares of cancelled
	 * orders. After the last order has ended, and the delay of each has passed, captures
	 * what the orders cost then, or voids the authorization if that is nothing. Does
	 * nothing for a card that the bank does not hold.
	 * @param reached the order whose end or delay has started this, null if none has
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	public void settle(long tenantId, long paymentId, @Nullable Long reached) {
		if (!isHeld(this.cards.get(tenantId, paymentId))) {
			return;
		}
		change(tenantId, paymentId, (card, shares) -> prepare(card, shares, reached)).ifPresent((prepared) -> {
			if (prepared.amount().isZero()) {
				this.charges.cancelCheck(tenantId, paymentId, prepared.authorizationId());
				change(tenantId, paymentId, (card, shares) -> isHeld(card) && markVoided(card, shares));
			}
			else {
				var captured = this.charges.captureCheck(tenantId, paymentId, prepared.authorizationId(),
						prepared.amount(), prepared.held());
				change(tenantId, paymentId, (card, shares) -> isHeld(card) && markCaptured(card, shares, captured));
			}
		});
	}

	/**
	 * Capture that was decided on.
	 *
	 * @param amount zero for nothing
	 * @param held the amount that the bank holds
	 */
	private record Capture(String authorizationId, Money amount, Money held) {
	}

	/** Fixes what is captured. Empty while that cannot be done yet. */
	private Optional<Capture> prepare(CheckCard card, CheckPayments shares, @Nullable Long reached) {
		if (!isHeld(card)) {
			return Optional.empty();
		}
		var amount = card.captureAmount();
		if (amount == null) {
			var now = this.service.now();
			shares.releaseCancelled(card.id(), now);
			var due = shares.captureAt(card.id(), reached);
			if (!isReached(due, now)) {
				if (due.isPresent()) {
					awaitDelay(card, shares, reached);
				}
				return Optional.empty();
			}
			amount = shares.assignCaptureAmounts(card.id());
			this.cards.assignCaptureAmount(card, amount);
		}
		return Optional.of(new Capture(card.authorized(), amount, card.authorizedAmount()));
	}

	/**
	 * Leaves the capture to the order whose delay passes last. If it ended before the
	 * card was authorized, its end has started no task.
	 */
	private void awaitDelay(CheckCard card, CheckPayments shares, @Nullable Long reached) {
		shares.lastDelayed(card.id(), reached)
			.ifPresent((order) -> this.tasks.settleAfter(card.tenantId(), card.id(), order));
	}

	private static boolean isReached(Optional<Instant> time, Instant now) {
		return time.filter((at) -> !at.isAfter(now)).isPresent();
	}

	private static boolean isHeld(CheckCard card) {
		return card.status() == Payment.State.AUTHORIZED;
	}

	private boolean markCaptured(CheckCard card, CheckPayments shares, Money captured) {
		this.cards.markCaptured(card, captured);
		shares.markCaptured(card.id(), captured, this.service.now());
		return true;
	}

	/**
	 * Sends a refund, or leaves that to the background task.
	 * @param recorder stores the response
	 * @return the check afterwards, empty if the refund is still pending
	 */
	Optional<CheckDocument> refund(long tenantId, long paymentId, long refundId, ResponseRecorder recorder) {
		try {
			return sendRefund(tenantId, paymentId, refundId, recorder);
		}
		catch (PartnerUnavailable ex) {
			log.info("refund {} of payment {} of a check is pending", refundId, paymentId);
			return Optional.empty();
		}
	}

	/**
	 * Completes a pending refund.
	 * @throws PartnerUnavailable if the payment service does not answer
	 */
	public void resumeRefund(long tenantId, long paymentId, long refundId) {
		sendRefund(tenantId, paymentId, refundId, ResponseRecorder.NONE);
	}

	private Optional<CheckDocument> sendRefund(long tenantId, long paymentId, long refundId,
			ResponseRecorder recorder) {
		var card = this.cards.get(tenantId, paymentId);
		return this.cards.pendingRefund(card, refundId).map((amount) -> {
			this.charges.refundCheck(tenantId, card.paidCheckId(), paymentId, refundId, card.authorized(), amount);
			return changeAndShow(tenantId, paymentId, recorder, true,
					(_, shares) -> shares.markRefundDone(paymentId, refundId, this.service.now()));
		});
	}

	/**
	 * Changes a payment on behalf of the system.
	 * @param work has the payment and the shares of its orders, all locked
	 */
	private <T> T change(long tenantId, long paymentId, BiFunction<CheckCard, CheckPayments, T> work) {
		return locking(tenantId, paymentId, (locked) -> {
			var result = work.apply(locked.card(), new CheckPayments(locked.orders()));
			if (locked.write()) {
				this.changes.save(target(locked, ResponseRecorder.NONE), locked.check(), paymentId);
			}
			return result;
		});
	}

	/**
	 * Changes a payment on behalf of the system, and returns its check.
	 * @param recorder stores the check as the response
	 * @param isPaymentChanged whether a change of the orders is one of the payment too
	 */
	private CheckDocument changeAndShow(long tenantId, long paymentId, ResponseRecorder recorder,
			boolean isPaymentChanged, BiConsumer<CheckCard, CheckPayments> work) {
		return locking(tenantId, paymentId, (locked) -> {
			work.accept(locked.card(), new CheckPayments(locked.orders()));
			var target = target(locked, recorder);
			return (locked.write() && isPaymentChanged) ? this.changes.save(target, locked.check(), paymentId)
					: this.service.answer(target, 200, locked.check());
		});
	}

	private static CheckCommand target(Locked locked, ResponseRecorder recorder) {
		return new CheckCommand(OrderPrincipal.system(locked.card().tenantId()), locked.check().id(),
				VersionCondition.ANY, recorder);
	}

	/**
	 * A locked payment.
	 *
	 * @param orders those with a share
	 * @param writer writes them, and returns whether any has changed
	 */
	private record Locked(Check check, CheckCard card, List<Order> orders, Function<List<Order>, Boolean> writer) {

		boolean write() {
			return this.writer.apply(this.orders);
		}

	}

	/** Reports that a merge has moved the payment to another check meanwhile. */
	private static final class MovedMeanwhile extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	private <T> T locking(long tenantId, long paymentId, Function<Locked, T> work) {
		while (true) {
			try {
				return this.unitOfWork.changeSeveral((transaction) -> {
					var checkId = this.cards.get(tenantId, paymentId).checkId();
					var check = this.checks.lock(tenantId, List.of(checkId)).get(checkId);
					var card = this.cards.get(tenantId, paymentId);
					if (check == null || card.checkId() != checkId) {
						throw new MovedMeanwhile();
					}
					var orders = transaction.lock(OrderPrincipal.system(tenantId), this.cards.orderIds(card));
					return work.apply(new Locked(check, card, orders, transaction::write));
				});
			}
			catch (MovedMeanwhile ex) {
				log.debug("payment {} has moved to another check", paymentId);
			}
		}
	}

}
