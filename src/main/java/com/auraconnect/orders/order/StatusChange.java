package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Row of an order's status history. Immutable. */
@Entity
@Immutable
@Table(name = "order_status_history")
public class StatusChange {

	@Id
	private @Nullable Long id;

	private long tenantId;

	private long orderId;

	private @Nullable OrderStatus fromStatus;

	private OrderStatus toStatus;

	private Instant changedAt;

	private String changedBy;

	private @Nullable String reason;

	@SuppressWarnings("NullAway.Init")
	protected StatusChange() {
	}

	StatusChange(Order order, @Nullable OrderStatus from, OrderStatus to, Instant at, String by,
			@Nullable String reason) {
		this.tenantId = order.tenantId();
		this.orderId = order.id();
		this.fromStatus = from;
		this.toStatus = to;
		this.changedAt = at;
		this.changedBy = by;
		this.reason = reason;
	}

	@Nullable Long id() {
		return this.id;
	}

	long storedId() {
		return Objects.requireNonNull(this.id);
	}

	void assignId(long id) {
		this.id = id;
	}

	/** Returns the status before, null for the first row of an order. */
	public @Nullable OrderStatus fromStatus() {
		return this.fromStatus;
	}

	public OrderStatus toStatus() {
		return this.toStatus;
	}

	public Instant changedAt() {
		return this.changedAt;
	}

	/** Returns the token subject of the caller, or {@code system}. */
	public String changedBy() {
		return this.changedBy;
	}

	public @Nullable String reason() {
		return this.reason;
	}

}
