package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * Refund of a payment. A cash refund is done at once, by hand; a card refund is done when
 * the payment service confirms it.
 */
@Entity
@Table(name = "order_refunds")
public class Refund {

	/** State of a refund. */
	public enum State {

		PENDING, DONE

	}

	@Id
	private @Nullable Long id;

	private long tenantId;

	private long paymentId;

	private Money amount;

	private String reason;

	private State status;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected Refund() {
	}

	Refund(Payment payment, Money amount, String reason, Instant at) {
		this.tenantId = payment.tenantId();
		this.paymentId = payment.storedId();
		this.amount = amount;
		this.reason = reason;
		this.status = (payment.method() == PaymentMethod.CASH) ? State.DONE : State.PENDING;
		this.createdAt = at;
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

	public Money amount() {
		return this.amount;
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
