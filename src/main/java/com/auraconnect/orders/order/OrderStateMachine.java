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
 * Names every legal change of status once. Only {@link Order} asks it, and an order
 * changes its status nowhere without asking.
 * <p>
 * The founding document's sketch wrote the new status before it read the old one for the
 * history, so that every row said "from ready to ready"; here the check comes first and
 * answers from the status as it was.
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
	 * The states that may follow the given one, in the order of an order's life; empty
	 * after a final state.
	 */
	static Set<OrderStatus> allowedFrom(OrderStatus from) {
		return Collections.unmodifiableSet(TRANSITIONS.get(from));
	}

	/**
	 * @throws IllegalOrderTransition if {@code to} may not follow {@code from}
	 */
	static void check(OrderStatus from, OrderStatus to) {
		if (!TRANSITIONS.get(from).contains(to)) {
			throw new IllegalOrderTransition(from, to, allowedFrom(from));
		}
	}

}
