package com.auraconnect.orders.order.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderType;
import org.jspecify.annotations.Nullable;

/**
 * Generates lists of the orders in {@code lists/orders.sql}. Every combination of
 * parameters occurs; their values are drawn, from common to absent ones, the same in each
 * run.
 */
final class OrderLists {

	static final long TENANT = 3;

	static final Instant BEGINNING = Instant.parse("2024-12-01T00:00:00Z");

	static final Instant END = Instant.parse("2026-11-01T00:00:00Z");

	private static final int PARAMETERS = 9;

	private static final List<Set<OrderStatus>> STATUSES = List.of(Set.of(OrderStatus.COMPLETED),
			Set.of(OrderStatus.CANCELLED), Set.of(OrderStatus.PENDING), OrderStatus.ACTIVE,
			Set.of(OrderStatus.COMPLETED, OrderStatus.CANCELLED), Set.of(OrderStatus.values()));

	private static final List<String> SEARCHES = List.of("1", "12", "bar_", "%", "26", "2508", "261031-", "250101-2F",
			"pos-3", "POS-8-0000", "nothing", "ada", "Guest 17", "zoë");

	/** From common to absent ones. */
	private static final List<String> SOURCES = List.of("web", "kiosk-3", "kiosk-old", "nowhere");

	private final Random random;

	private OrderLists(long seed) {
		this.random = new Random(seed);
	}

	/**
	 * Every combination of parameters, for every kind of caller, sort and direction. A
	 * filter stays within the caller's scope: any other list is empty without a query.
	 */
	static List<OrderList> everyCombination() {
		var lists = new ArrayList<OrderList>();
		for (int parameters = 0; parameters < 1 << PARAMETERS; parameters++) {
			for (var sort : OrderList.Sort.values()) {
				for (var direction : OrderList.Direction.values()) {
					var some = new OrderLists(lists.size());
					for (var scope : some.scopes()) {
						lists.add(new OrderList(scope, some.filter(parameters, scope), sort, direction));
					}
				}
			}
		}
		return lists;
	}

	private List<OrderFilter.Scope> scopes() {
		return List.of(new OrderFilter.Scope(TENANT, null, null),
				new OrderFilter.Scope(TENANT, List.of(location()), null),
				new OrderFilter.Scope(TENANT, List.of(101L, 105L, 110L), null),
				new OrderFilter.Scope(TENANT, null, customer()));
	}

	private OrderFilter filter(int parameters, OrderFilter.Scope scope) {
		return new OrderFilter(has(parameters, 0) ? oneOf(STATUSES) : Set.of(),
				value(parameters, 1, () -> (scope.locationIds() != null) ? oneOf(scope.locationIds()) : location()),
				value(parameters, 2, () -> (scope.customerId() != null) ? scope.customerId() : customer()),
				value(parameters, 3, () -> oneOf(List.of(OrderType.values()))), value(parameters, 4, this::time),
				value(parameters, 5, this::time), value(parameters, 6, this::time),
				value(parameters, 7, () -> oneOf(SEARCHES)), value(parameters, 8, () -> oneOf(SOURCES)), null);
	}

	private <T> @Nullable T value(int parameters, int index, Supplier<T> value) {
		return has(parameters, index) ? value.get() : null;
	}

	private static boolean has(int parameters, int index) {
		return (parameters & 1 << index) != 0;
	}

	private long location() {
		return 101 + this.random.nextInt(10);
	}

	private long customer() {
		return 1 + this.random.nextInt(5001);
	}

	/** A random time, more likely a late one. */
	private Instant time() {
		var age = this.random.nextDouble();
		return END.minusSeconds((long) (age * age * (END.getEpochSecond() - BEGINNING.getEpochSecond())));
	}

	private <T> T oneOf(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
