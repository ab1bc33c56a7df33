package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * Refund of a payment. A cash refund is done at once, by hand; a card refund is done when
 * the payment service confirms it.
 */
@Entity
@DynamicUpdate
@Table(name = "order_refunds")
public class Refund {

	/** State of a refund. */
	public enum State {

		PENDING, DONE

	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "order_refunds_seq")
	@SequenceGenerator(name = "order_refunds_seq", sequenceName = "order_refunds_seq", allocationSize = 50)
	private @Nullable Long id;

	@Column(nullable = false, updatable = false)
	private long tenantId;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "payment_id", updatable = false)
	private Payment payment;

	private Money amount;

	private String reason;

	private State status;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected Refund() {
	}

	Refund(Payment payment, long tenantId, Money amount, String reason, Instant at) {
		this.tenantId = tenantId;
		this.payment = payment;
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
