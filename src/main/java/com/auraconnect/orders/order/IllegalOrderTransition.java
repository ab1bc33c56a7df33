package com.auraconnect.orders.order;

import java.util.Set;

/** Rejects a status change that the state machine does not allow. */
public class IllegalOrderTransition extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final OrderStatus from;

	private final OrderStatus to;

	private final transient Set<OrderStatus> allowed;

	IllegalOrderTransition(OrderStatus from, OrderStatus to, Set<OrderStatus> allowed) {
		super("An order that is " + wire(from) + " cannot become " + wire(to) + "; it can become " + named(allowed));
		this.from = from;
		this.to = to;
		this.allowed = allowed;
	}

	public OrderStatus from() {
		return this.from;
	}

	public OrderStatus to() {
		return this.to;
	}

	/** Returns the states that may follow {@link #from()}; empty after a final state. */
	public Set<OrderStatus> allowed() {
		return this.allowed;
	}

	private static String named(Set<OrderStatus> allowed) {
		return allowed.isEmpty() ? "nothing else"
				: String.join(" or ", allowed.stream().map(IllegalOrderTransition::wire).toList());
	}

	private static String wire(OrderStatus status) {
		return WireNames.of(status);
	}

}
