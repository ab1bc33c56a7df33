package com.auraconnect.orders.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One list of orders, of which there can be many pages: whose it is, what is on it and in
 * which order. Orders with the same time are in the order of their ids.
 */
public record OrderList(OrderFilter.Scope scope, OrderFilter filter, Sort sort, Direction direction) {

	/**
	 * The only locations, of the caller's and on the filter; null for all of the tenant.
	 */
	@Nullable List<Long> locations() {
		return narrowed(this.scope.locationIds(), this.filter.locationId());
	}

	/** The only customers, one or none; null for all of the tenant. */
	@Nullable List<Long> customers() {
		var self = this.scope.customerId();
		return narrowed((self != null) ? List.of(self) : null, this.filter.customerId());
	}

	/** Whether the filter asks for nothing that exists for the caller. */
	boolean isEmpty() {
		return List.of().equals(locations()) || List.of().equals(customers());
	}

	private static @Nullable List<Long> narrowed(@Nullable List<Long> existing, @Nullable Long wanted) {
		if (wanted == null) {
			return existing;
		}
		return (existing == null || existing.contains(wanted)) ? List.of(wanted) : List.of();
	}

	/** The time that a list goes by. */
	public enum Sort {

		/** Never changes, so that a list by it can be walked from end to end. */
		CREATED_AT,

		/** Moves with every change: for finding out what has changed since. */
		UPDATED_AT

	}

	/** What comes first. */
	public enum Direction {

		/** The latest. */
		DESC,

		/** The earliest. */
		ASC

	}

}
