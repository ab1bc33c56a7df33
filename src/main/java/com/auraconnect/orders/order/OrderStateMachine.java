package com.auraconnect.orders.order;

import static com.auraconnect.orders.order.OrderStatus.CANCELLED;
import static com.auraconnect.orders.order.OrderStatus.COMPLETED;
import static com.auraconnect.orders.order.OrderStatus.CONFIRMED;
import static com.auraconnect.orders.order.OrderStatus.PENDING;
import static com.auraconnect.orders.order.OrderStatus.PREPARING;
import static com.auraconnect.orders.order.OrderStatus.READY;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Defines the allowed transitions between order states. Every change of a status is
 * checked here.
 */
final class OrderStateMachine {

	private static final Map<OrderStatus, Set<OrderStatus>> TRANSITIONS = Map.of(
	// @formatter:off
			PENDING, EnumSet.of(CONFIRMED, CANCELLED),
			CONFIRMED, EnumSet.of(PREPARING, CANCELLED),
			PREPARING, EnumSet.of(READY, CANCELLED),
			READY, EnumSet.of(COMPLETED),
			COMPLETED, EnumSet.noneOf(OrderStatus.class),
			CANCELLED, EnumSet.noneOf(OrderStatus.class)
	// @formatter:on
	);

	private OrderStateMachine() {
	}

	/**
	 * Returns the states that may follow the given one, in life-cycle order; empty for a
	 * final state.
	 */
	static Set<OrderStatus> allowedFrom(OrderStatus from) {
		return Collections.unmodifiableSet(TRANSITIONS.get(from));
	}

	/**
	 * Checks a transition.
	 * @throws IllegalOrderTransition if {@code to} may not follow {@code from}
	 */
	static void check(OrderStatus from, OrderStatus to) {
		if (!TRANSITIONS.get(from).contains(to)) {
			throw new IllegalOrderTransition(from, to, allowedFrom(from));
		}
	}

}
