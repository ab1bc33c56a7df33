package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * One payment for an order. Cash is captured when it is recorded; a card payment is
 * authorized, then captured when the order is completed, or voided when it is cancelled.
 */
@Entity
@DynamicUpdate
@Table(name = "order_payments")
public class Payment {

	/** Where a payment stands with the payment service. */
	public enum State {

		/** The payment service has not answered yet. */
		PENDING,

		/** The card's bank holds the money for us. */
		AUTHORIZED,

		/** Ours. */
		CAPTURED,

		/** The bank said no. Final. */
		DECLINED,

		/** The hold was given back. Final. */
		VOIDED

	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "order_payments_seq")
	@SequenceGenerator(name = "order_payments_seq", sequenceName = "order_payments_seq", allocationSize = 50)
	private @Nullable Long id;

	@Column(nullable = false, updatable = false)
	private long tenantId;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "order_id", updatable = false)
	private Order order;

	private PaymentMethod method;

	private State status;

	private Money amount;

	private Money tipAmount;

	private @Nullable String lastFour;

	private @Nullable String declineCode;

	private @Nullable String authorizationId;

	private @Nullable String cardToken;

	@Column(updatable = false)
	private boolean placedWithOrder;

	/** Written by {@link CardRequests} alone once the payment is stored. */
	@Column(updatable = false)
	private int requests;

	private Instant createdAt;

	@OneToMany(mappedBy = "payment", cascade = CascadeType.PERSIST)
	@OrderBy("createdAt, id")
	@BatchSize(size = 50)
	private List<Refund> refunds = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	protected Payment() {
	}

	Payment(Order order, NewPayment payment, boolean placedWithOrder, Instant at) {
		this.tenantId = order.tenantId();
		this.order = order;
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
	 * Whether the payment service may have got a request for it. A payment that is taken
	 * for an order that is there is asked for at once.
	 */
	boolean isAskedFor() {
		return this.requests > 0;
	}

	/** Whether an authorization that has come to be is news. */
	boolean awaitsAuthorization() {
		return this.status == State.PENDING || (this.status == State.VOIDED && this.authorizationId == null);
	}

	int requests() {
		return this.requests;
	}

	void authorized(String authorizationId, @Nullable String lastFour) {
		this.status = State.AUTHORIZED;
		this.authorizationId = authorizationId;
		this.lastFour = lastFour;
		this.cardToken = null;
	}

	void declined(String code) {
		this.status = State.DECLINED;
		this.declineCode = code;
		this.cardToken = null;
	}

	void captured() {
		this.status = State.CAPTURED;
	}

	void voided() {
		this.status = State.VOIDED;
		this.cardToken = null;
	}

	/**
	 * Gives some of the money back.
	 * @throws NotInThisState if there is none of it here
	 * @throws AmountTooHigh if there is less of it here
	 */
	Refund refund(Money amount, String reason, Instant now) {
		if (this.status != State.CAPTURED) {
			throw new NotInThisState(
					"A payment that is " + WireNames.of(this.status) + " cannot be refunded; only a captured one can");
		}
		if (amount.compareTo(refundable()) > 0) {
			throw new AmountTooHigh(amount, refundable());
		}
		var refund = new Refund(this, this.tenantId, amount, reason, now);
		this.refunds.add(refund);
		return refund;
	}

	/**
	 * @throws PaymentNotFound if the payment has no such refund
	 */
	Refund refund(long refundId) {
		return this.refunds.stream()
			.filter((refund) -> refund.storedId() == refundId)
			.findFirst()
			.orElseThrow(() -> new PaymentNotFound(refundId));
	}

	String requiredToken() {
		return Objects.requireNonNull(this.cardToken);
	}

	/** What is here and has not been promised back. */
	Money refundable() {
		return charge().minus(refundedAmount());
	}

	/** What has gone back, or is on its way. */
	public Money refundedAmount() {
		return this.refunds.stream().map(Refund::amount).reduce(Money.ZERO, Money::plus);
	}

	/** Oldest first. */
	public List<Refund> refunds() {
		return List.copyOf(this.refunds);
	}

	/** Whether it pays for something of its order, now or soon. */
	boolean counts() {
		return this.status != State.DECLINED && this.status != State.VOIDED;
	}

	/**
	 * Whether it came with the order; an order whose own payment is declined is called
	 * off.
	 */
	public boolean isPlacedWithOrder() {
		return this.placedWithOrder;
	}

	/** Set once the order has been stored. */
	public @Nullable Long id() {
		return this.id;
	}

	void assignId(long id) {
		this.id = id;
	}

	long storedId() {
		return Objects.requireNonNull(this.id);
	}

	public PaymentMethod method() {
		return this.method;
	}

	public State status() {
		return this.status;
	}

	/** Towards the order, without the tip. */
	public Money amount() {
		return this.amount;
	}

	public Money tipAmount() {
		return this.tipAmount;
	}

	/** What the card is charged. */
	public Money charge() {
		return this.amount.plus(this.tipAmount);
	}

	/** The card's last four digits, null for cash and until the card is authorized. */
	public @Nullable String lastFour() {
		return this.lastFour;
	}

	/** Why the bank said no, null unless it did. */
	public @Nullable String declineCode() {
		return this.declineCode;
	}

	/** The payment service's name for the hold, null until there is one. */
	public @Nullable String authorizationId() {
		return this.authorizationId;
	}

	/**
	 * The payment service's one-time token, null for cash and once the authorization has
	 * been answered.
	 */
	public @Nullable String cardToken() {
		return this.cardToken;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

}
