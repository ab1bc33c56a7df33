package com.auraconnect.orders.order.read;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A list of orders, read page by page: its scope, filter and sort order. Ties of time are
 * broken by id.
 */
public record OrderList(OrderFilter.Scope scope, OrderFilter filter, Sort sort, Direction direction) {

	/** The only locations, by scope and filter; null for all of the tenant. */
	@Nullable List<Long> locations() {
		return intersect(this.scope.locationIds(), this.filter.locationId());
	}

	/** The only customer, or an empty list; null for all of the tenant. */
	@Nullable List<Long> customers() {
		var self = this.scope.customerId();
		return intersect((self != null) ? List.of(self) : null, this.filter.customerId());
	}

	/** Whether scope and filter exclude every order. */
	boolean isEmpty() {
		return List.of().equals(locations()) || List.of().equals(customers());
	}

	private static @Nullable List<Long> intersect(@Nullable List<Long> visible, @Nullable Long wanted) {
		if (wanted == null) {
			return visible;
		}
		return (visible == null || visible.contains(wanted)) ? List.of(wanted) : List.of();
	}

	/** The time that a list is sorted by. */
	public enum Sort {

		/** Never changes, so that a client can walk the whole list. */
		CREATED_AT,

		/** Changes with every update; finds what has changed since. */
		UPDATED_AT

	}

	/** Sort direction. */
	public enum Direction {

		/** Latest first. */
		DESC,

		/** Earliest first. */
		ASC

	}

}
