package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * Payment of an order. Cash is captured when it is recorded; a card payment is
 * authorized, then captured when the order is completed, or voided when it is cancelled.
 */
@Entity
@Table(name = "order_payments")
public class Payment {

	/** State of a payment at the payment service. */
	public enum State {

		/** The payment service has not answered yet. */
		PENDING,

		/** The bank holds the money. */
		AUTHORIZED,

		/** The money was taken. Cash starts here. */
		CAPTURED,

		/** The bank declined the card. Final. */
		DECLINED,

		/** The authorization was cancelled, or never requested. Final. */
		VOIDED

	}

	@Id
	private @Nullable Long id;

	private long tenantId;

	private long orderId;

	private PaymentMethod method;

	private State status;

	private Money amount;

	private Money tipAmount;

	private @Nullable String lastFour;

	private @Nullable String declineCode;

	private @Nullable String authorizationId;

	private @Nullable String cardToken;

	private boolean placedWithOrder;

	/**
	 * Number of authorization requests. Written by {@link CardRequests} alone once the
	 * payment is stored.
	 */
	private int requests;

	private Instant createdAt;

	@Transient
	private final List<Refund> refunds = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected Payment() {
	}

	Payment(Order order, NewPayment payment, boolean placedWithOrder, Instant at) {
		this.tenantId = order.tenantId();
		this.orderId = order.id();
		this.method = payment.method();
		this.status = (payment.method() == PaymentMethod.CASH) ? State.CAPTURED : State.PENDING;
		this.amount = payment.amount();
		this.tipAmount = payment.tip();
		this.cardToken = payment.token();
		this.placedWithOrder = placedWithOrder;
		this.requests = (this.status == State.PENDING && !placedWithOrder) ? 1 : 0;
		this.createdAt = at;
	}

	/**
	 * Whether the payment service may have received an authorization request. The request
	 * of a payment for an existing order follows at once and is counted from the start.
	 */
	boolean isAuthorizationRequested() {
		return this.requests > 0;
	}

	/**
	 * Whether an authorization can be applied: the payment is pending, or was voided
	 * before any authorization was known.
	 */
	boolean canBeAuthorized() {
		return this.status == State.PENDING || (this.status == State.VOIDED && this.authorizationId == null);
	}

	int requests() {
		return this.requests;
	}

	void markAuthorized(String authorizationId, @Nullable String lastFour) {
		this.status = State.AUTHORIZED;
		this.authorizationId = authorizationId;
		this.lastFour = lastFour;
		this.cardToken = null;
	}

	void markDeclined(String code) {
		this.status = State.DECLINED;
		this.declineCode = code;
		this.cardToken = null;
	}

	void markCaptured() {
		this.status = State.CAPTURED;
	}

	void markVoided() {
		this.status = State.VOIDED;
		this.cardToken = null;
	}

	/**
	 * Adds a refund.
	 * @throws InvalidOrderState if the payment is not captured
	 * @throws AmountTooHigh if less is left to refund
	 */
	Refund refund(Money amount, String reason, Instant now) {
		if (this.status != State.CAPTURED) {
			throw new InvalidOrderState(
					"A payment that is " + WireNames.of(this.status) + " cannot be refunded; only a captured one can");
		}
		if (amount.compareTo(refundable()) > 0) {
			throw new AmountTooHigh(amount, refundable());
		}
		var refund = new Refund(this, amount, reason, now);
		this.refunds.add(refund);
		return refund;
	}

	/**
	 * Returns the refund of that id.
	 * @throws PaymentNotFound if the payment has no such refund
	 */
	Refund refund(long refundId) {
		return this.refunds.stream()
			.filter((refund) -> refund.storedId() == refundId)
			.findFirst()
			.orElseThrow(() -> new PaymentNotFound(refundId));
	}

	/** Adds a refund as loaded. */
	void attach(Refund refund) {
		this.refunds.add(refund);
	}

	String requiredToken() {
		return Objects.requireNonNull(this.cardToken);
	}

	/** Returns the amount without the refunds, done or pending. */
	Money refundable() {
		return charge().minus(refundedAmount());
	}

	/** Returns the sum of the refunds, done or pending. */
	public Money refundedAmount() {
		return this.refunds.stream().map(Refund::amount).reduce(Money.ZERO, Money::plus);
	}

	/** Returns the refunds, oldest first. */
	public List<Refund> refunds() {
		return List.copyOf(this.refunds);
	}

	/** Whether the payment is neither declined nor voided. */
	boolean isActive() {
		return this.status != State.DECLINED && this.status != State.VOIDED;
	}

	/** Whether the payment came with the order. Declining it cancels the order. */
	public boolean isPlacedWithOrder() {
		return this.placedWithOrder;
	}

	/** Returns the id, null until the order is stored. */
	public @Nullable Long id() {
		return this.id;
	}

	void assignId(long id) {
		this.id = id;
	}

	long storedId() {
		return Objects.requireNonNull(this.id);
	}

	long tenantId() {
		return this.tenantId;
	}

	public PaymentMethod method() {
		return this.method;
	}

	public State status() {
		return this.status;
	}

	/** Returns the amount without the tip. */
	public Money amount() {
		return this.amount;
	}

	public Money tipAmount() {
		return this.tipAmount;
	}

	/** Returns the amount plus the tip. */
	public Money charge() {
		return this.amount.plus(this.tipAmount);
	}

	/**
	 * Returns the card's last four digits, null for cash and until the card is
	 * authorized.
	 */
	public @Nullable String lastFour() {
		return this.lastFour;
	}

	/** Returns the bank's decline code, null unless the card was declined. */
	public @Nullable String declineCode() {
		return this.declineCode;
	}

	/** Returns the payment service's id of the authorization, null until there is one. */
	public @Nullable String authorizationId() {
		return this.authorizationId;
	}

	/**
	 * Returns the one-time card token of the payment service, null for cash and once the
	 * authorization is answered.
	 */
	public @Nullable String cardToken() {
		return this.cardToken;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

}
