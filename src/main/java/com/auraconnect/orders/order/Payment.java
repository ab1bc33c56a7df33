package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * Payment of an order. A card is authorized, then captured after the order is completed,
 * or voided when it is cancelled; any other payment is captured when it is recorded.
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

		/** The money was taken. All but cards start here. */
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

	/**
	 * Reduction of a cash payment because of the smallest coin; negative for an increase.
	 */
	private Money roundingAmount;

	private @Nullable Money tendered;

	private @Nullable String reference;

	@Column(name = "taken_by")
	private @Nullable String by;

	private @Nullable String lastFour;

	private @Nullable String declineCode;

	/** Amount with the tip that the bank holds; null until there is an authorization. */
	private @Nullable Money authorizedAmount;

	/**
	 * Amount with the tip that is or was to be captured, fixed before the payment service
	 * is asked; null until then.
	 */
	private @Nullable Money captureAmount;

	private @Nullable String authorizationId;

	private @Nullable String cardToken;

	private boolean placedWithOrder;

	/** The payment of a check that this is a share of, null for none. */
	private @Nullable Long checkPaymentId;

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

	Payment(Order order, NewPayment payment, NewPayment.Sums sums, Money rounding, boolean placedWithOrder, String by,
			Instant at) {
		this.tenantId = order.tenantId();
		this.orderId = order.id();
		this.method = payment.method();
		this.status = payment.method().isCharged() ? State.PENDING : State.CAPTURED;
		this.amount = sums.amount();
		this.tipAmount = sums.tip();
		this.roundingAmount = rounding;
		this.tendered = sums.tendered();
		this.reference = payment.reference();
		this.by = by;
		this.cardToken = payment.token();
		this.placedWithOrder = placedWithOrder;
		this.requests = (this.status == State.PENDING && !placedWithOrder) ? 1 : 0;
		this.createdAt = at;
	}

	/**
	 * Creates the share of an order in a payment of its check. The share of a card has
	 * neither its token nor its authorization: the payment of the check has them.
	 * @param payment the method, and the amounts of the share
	 */
	static Payment shareOf(long checkPaymentId, Order order, NewPayment payment, Money rounding, String by,
			Instant at) {
		var share = new Payment(order, payment, payment.in(order.unit()), rounding, false, by, at);
		share.checkPaymentId = checkPaymentId;
		return share;
	}

	/**
	 * Whether the payment service may have received an authorization request. The request
	 * of a payment for an existing order follows at once and is counted from the start.
	 */
	boolean isAuthorizationRequested() {
		return this.requests > 0;
	}

	/**
	 * Whether an authorization can be applied: the payment is pending, or was voided with
	 * its order before any authorization was known.
	 * @param order status of the order
	 */
	boolean canBeAuthorized(OrderStatus order) {
		return this.status == State.PENDING
				|| (this.status == State.VOIDED && this.authorizationId == null && order == OrderStatus.CANCELLED);
	}

	/**
	 * Whether the bank may hold money for this voided payment, which has to be released.
	 */
	public boolean mayHoldMoney() {
		return this.status == State.VOIDED
				&& (this.authorizationId != null || (this.cardToken != null && isAuthorizationRequested()));
	}

	int requests() {
		return this.requests;
	}

	void markAuthorized(String authorizationId, @Nullable String lastFour) {
		this.status = State.AUTHORIZED;
		this.authorizationId = authorizationId;
		this.authorizedAmount = charge();
		this.lastFour = lastFour;
		this.cardToken = null;
	}

	/**
	 * Marks a share as authorized. The payment of the check has the authorization.
	 */
	void markShareAuthorized(@Nullable String lastFour) {
		this.status = State.AUTHORIZED;
		this.authorizedAmount = charge();
		this.lastFour = lastFour;
	}

	/** Adds a tip that another share had. */
	void addTip(Money tip) {
		this.tipAmount = this.tipAmount.plus(tip);
	}

	/** Takes the tip away, for another share, and returns it. */
	Money takeTip() {
		var tip = this.tipAmount;
		this.tipAmount = tip.zero();
		return tip;
	}

	void markDeclined(String code) {
		this.status = State.DECLINED;
		this.declineCode = code;
		this.cardToken = null;
	}

	/** Whether the bank holds the money and it is not set yet what is captured. */
	boolean needsCaptureAmount() {
		return this.status == State.AUTHORIZED && this.captureAmount == null;
	}

	/**
	 * Sets what will be captured: the tip, and of the amount what the order needs.
	 * @param needed what is open without this payment; zero or negative if nothing is
	 * @return the part without the tip
	 */
	Money assignCaptureAmount(Money needed) {
		var withoutTip = this.amount.min(needed.orZero());
		this.captureAmount = withoutTip.plus(this.tipAmount);
		return withoutTip;
	}

	/** Returns the held part of the amount that no capture is set for. */
	Money notCaptured() {
		if (this.status != State.AUTHORIZED) {
			return this.amount.zero();
		}
		return (this.captureAmount != null) ? charge().minus(this.captureAmount) : this.amount;
	}

	/** Whether the money was taken, or is being taken. */
	boolean isCapturedOrBeingCaptured() {
		return this.status == State.CAPTURED || (this.status == State.AUTHORIZED && this.captureAmount != null);
	}

	/**
	 * Reduces the payment to the captured amount. That can be less than was asked for:
	 * the bank does not pay a tip beyond what it holds.
	 */
	void markCaptured(Money captured) {
		var fixed = (this.captureAmount != null) ? this.captureAmount : charge();
		this.amount = fixed.minus(this.tipAmount).min(captured);
		this.tipAmount = captured.minus(this.amount);
		this.captureAmount = captured;
		this.status = State.CAPTURED;
	}

	/**
	 * Changes the tip.
	 * @throws PaymentCaptured if the money was taken, or is being taken
	 * @throws InvalidOrderState if the bank has not answered yet, the payment has ended,
	 * or more of the tip was given back
	 * @throws AmountTooHigh if the guest has not handed over as much
	 */
	void changeTip(Money tip) {
		if (this.captureAmount != null || (this.status == State.CAPTURED && this.method != PaymentMethod.CASH)) {
			throw new PaymentCaptured(
					"Payment " + this.id + " is captured or being captured; its tip cannot be changed");
		}
		if (this.status != State.AUTHORIZED && this.status != State.CAPTURED) {
			throw new InvalidOrderState(
					"The tip of a payment that is " + WireNames.of(this.status) + " cannot be changed");
		}
		if (this.tendered != null && this.amount.plus(tip).compareTo(this.tendered) > 0) {
			throw AmountTooHigh.ofTip(tip, this.tendered.minus(this.amount));
		}
		var givenBack = refundedAmount().minus(refundedWithoutTip());
		if (tip.compareTo(givenBack) < 0) {
			throw new InvalidOrderState("Of the tip " + givenBack + " was given back; it cannot be less than that");
		}
		if (this.status == State.AUTHORIZED && this.authorizedAmount == null) {
			this.authorizedAmount = charge();
		}
		this.tipAmount = tip;
	}

	/**
	 * Voids the payment before it is captured.
	 * @throws PaymentCaptured if the money was taken, or is being taken
	 * @throws InvalidOrderState if the bank has declined the card
	 */
	void requestVoid() {
		if (this.status == State.CAPTURED || this.captureAmount != null) {
			throw new PaymentCaptured("Payment " + this.id + " is captured or being captured; refund it once it is");
		}
		if (this.status == State.DECLINED) {
			throw new InvalidOrderState("A payment that is declined cannot be voided");
		}
		this.status = State.VOIDED;
		if (!isAuthorizationRequested()) {
			this.cardToken = null;
		}
	}

	/** Forgets the card token of a voided payment, for which the bank holds nothing. */
	void forgetToken() {
		this.cardToken = null;
	}

	void markVoided() {
		this.status = State.VOIDED;
		this.cardToken = null;
	}

	/**
	 * @throws InvalidOrderState if the payment is not captured
	 */
	void requireRefundable() {
		if (this.status != State.CAPTURED) {
			throw new InvalidOrderState(
					"A payment that is " + WireNames.of(this.status) + " cannot be refunded; only a captured one can");
		}
	}

	/**
	 * Adds a refund. The part of the payment that is not tip goes back first.
	 * @param taxes returns the taxes in what goes back of the bill
	 * @throws InvalidOrderState if the payment is not captured, or nothing would go back
	 * @throws AmountTooHigh if less is left to refund
	 */
	Refund refund(NewRefund wanted, Money amount, List<RefundedItem> items, Function<Money, List<OrderTax>> taxes,
			String by, Instant now) {
		requireRefundable();
		if (!amount.isPositive()) {
			throw new InvalidOrderState("The items cost nothing, so nothing can be refunded");
		}
		if (amount.compareTo(refundable()) > 0) {
			throw new AmountTooHigh(amount, refundable());
		}
		var tip = amount.minus(this.amount.minus(refundedWithoutTip())).orZero();
		var refund = new Refund(this, wanted, amount, items, tip, taxes.apply(amount.minus(tip)), by, now);
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
		return this.amount.unit().sum(this.refunds, Refund::amount);
	}

	/** Returns the sum of the refunds without their parts of the tip. */
	Money refundedWithoutTip() {
		return this.amount.unit().sum(this.refunds, Refund::withoutTip);
	}

	/** Returns the sum of the corrections without their parts of the tip. */
	Money correctedWithoutTip() {
		return this.refunds.stream()
			.filter((refund) -> refund.kind() == Refund.Kind.CORRECTION)
			.map(Refund::withoutTip)
			.reduce(this.amount.zero(), Money::plus);
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

	/**
	 * Whether this is a share in a card payment of the check, which alone deals with the
	 * payment service.
	 */
	public boolean isShareOfCard() {
		return this.checkPaymentId != null && this.method.isCharged();
	}

	/** Returns the payment of a check that this is a share of, null for none. */
	public @Nullable Long checkPaymentId() {
		return this.checkPaymentId;
	}

	/** Returns the amount without the tip that was not given back. */
	Money refundableWithoutTip() {
		return this.amount.minus(refundedWithoutTip());
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

	/**
	 * Returns what the guest pays less in cash because of the smallest coin; negative for
	 * more.
	 */
	public Money roundingAmount() {
		return this.roundingAmount;
	}

	/** Returns the cash that the guest has handed over, null if it was not said. */
	public @Nullable Money tendered() {
		return this.tendered;
	}

	/** Returns the cash that the guest gets back, null if it is not known. */
	public @Nullable Money change() {
		return (this.tendered != null) ? this.tendered.minus(charge()) : null;
	}

	/** Returns the caller's id of the payment, null if there is none. */
	public @Nullable String reference() {
		return this.reference;
	}

	/** Returns the actor, null for one that was stored before actors were recorded. */
	public @Nullable String by() {
		return this.by;
	}

	/** Returns the amount with the tip that the bank holds, null until it does. */
	@Nullable Money authorizedAmount() {
		return this.authorizedAmount;
	}

	/** Returns the amount with the tip that is captured, null until it is fixed. */
	@Nullable Money captureAmount() {
		return this.captureAmount;
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
