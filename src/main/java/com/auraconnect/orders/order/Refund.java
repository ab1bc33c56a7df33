package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * Refund of a payment. A refund of a card is done when the payment service confirms it,
 * any other at once, by hand.
 */
@Entity
@Table(name = "order_refunds")
public class Refund {

	/** Purpose of a refund. */
	public enum Kind {

		/** Gives back what was not owed, or takes a payment back. */
		CORRECTION,

		/** Gives back what was owed; the restaurant earns less. */
		GOODWILL

	}

	/** State of a refund. */
	public enum State {

		PENDING, DONE

	}

	@Id
	private @Nullable Long id;

	private long tenantId;

	private long paymentId;

	private Money amount;

	private Money tipAmount;

	/**
	 * Number of the refund of the check that this is a part of; null unless it goes back
	 * to a card of the check.
	 */
	private @Nullable Long checkRefundId;

	private Kind kind;

	private String reason;

	@Column(name = "refunded_by")
	private @Nullable String by;

	@Convert(converter = JsonColumns.RefundedItems.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<RefundedItem> items;

	@Convert(converter = JsonColumns.OrderTaxes.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<OrderTax> taxes;

	private State status;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected Refund() {
	}

	Refund(Payment payment, NewRefund refund, Money amount, List<RefundedItem> items, Money tipAmount,
			List<OrderTax> taxes, String by, Instant at) {
		this.tenantId = payment.tenantId();
		this.paymentId = payment.storedId();
		this.amount = amount;
		this.items = List.copyOf(items);
		this.taxes = List.copyOf(taxes);
		this.tipAmount = tipAmount;
		this.kind = refund.kind();
		this.reason = refund.reason();
		this.by = by;
		this.status = payment.method().isCharged() ? State.PENDING : State.DONE;
		this.createdAt = at;
	}

	/** Makes this a part of a refund of the check. */
	void assignCheckRefund(long checkRefundId) {
		this.checkRefundId = checkRefundId;
	}

	@Nullable Long checkRefundId() {
		return this.checkRefundId;
	}

	void markDone() {
		this.status = State.DONE;
	}

	/** Returns the id, null until the refund is stored. */
	public @Nullable Long id() {
		return this.id;
	}

	void assignId(long id) {
		this.id = id;
	}

	long paymentId() {
		return this.paymentId;
	}

	long storedId() {
		return Objects.requireNonNull(this.id);
	}

	/** Returns the amount, including the part that was tip. */
	public Money amount() {
		return this.amount;
	}

	/** Returns the part of the amount that was tip. */
	public Money tipAmount() {
		return this.tipAmount;
	}

	Money withoutTip() {
		return this.amount.minus(this.tipAmount);
	}

	/** Returns the lines that the refund is for; empty for a refund of an amount. */
	public List<RefundedItem> items() {
		return this.items;
	}

	/**
	 * Returns the taxes in the amount without the tip, one for each tax of the order;
	 * empty if nothing of the bill goes back, and for refunds of earlier versions.
	 */
	public List<OrderTax> taxes() {
		return this.taxes;
	}

	public Kind kind() {
		return this.kind;
	}

	/** Returns the actor, null for one that was stored before actors were recorded. */
	public @Nullable String by() {
		return this.by;
	}

	public String reason() {
		return this.reason;
	}

	public State status() {
		return this.status;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

}
