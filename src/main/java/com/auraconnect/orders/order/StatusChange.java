package com.auraconnect.orders.order;

import java.time.Instant;

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
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Row of an order's status history. Immutable. */
@Entity
@Immutable
@Table(name = "order_status_history")
public class StatusChange {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "order_status_history_seq")
	@SequenceGenerator(name = "order_status_history_seq", sequenceName = "order_status_history_seq",
			allocationSize = 50)
	private @Nullable Long id;

	@Column(nullable = false)
	private long tenantId;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "order_id")
	private Order order;

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
		this.order = order;
		this.fromStatus = from;
		this.toStatus = to;
		this.changedAt = at;
		this.changedBy = by;
		this.reason = reason;
	}

	@Nullable Long id() {
		return this.id;
	}

	boolean isStored() {
		return this.id != null;
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
