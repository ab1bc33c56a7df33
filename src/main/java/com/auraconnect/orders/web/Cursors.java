package com.auraconnect.orders.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.read.OrderList;
import com.auraconnect.orders.order.read.PageStart;
import com.auraconnect.orders.security.PageCursors;
import com.auraconnect.orders.security.Signer;

/** Writes and reads the cursors of lists of orders. */
@Component
class Cursors {

	private final PageCursors cursors;

	Cursors(Signer signer) {
		this.cursors = new PageCursors(signer, "order-list-cursor");
	}

	String write(PageStart position, OrderList list) {
		return this.cursors.write(position, filters(list));
	}

	/**
	 * Returns the cursor unchanged.
	 * @throws IllegalArgumentException if this service has not signed it; the message is
	 * for the client
	 */
	String requireGenuine(String cursor) {
		return this.cursors.requireGenuine(cursor);
	}

	/**
	 * Returns the position of a cursor, null without one.
	 * @throws IllegalArgumentException if this service has not signed it
	 * @throws InvalidRequest if it belongs to another list
	 */
	@Nullable PageStart read(@Nullable String cursor, OrderList list) {
		return this.cursors.read(cursor, filters(list));
	}

	/**
	 * Names the filters that are set. No value contains the separator of the fingerprint.
	 */
	private static List<String> filters(OrderList list) {
		var filter = list.filter();
		var parts = new ArrayList<String>();
		add(parts, "tenant", list.scope().tenantId());
		add(parts, "scope_locations", sorted(list.scope().locationIds()));
		add(parts, "scope_customer", list.scope().customerId());
		add(parts, "statuses", filter.statuses().isEmpty() ? null : sorted(filter.statuses()));
		add(parts, "location", filter.locationId());
		add(parts, "customer", filter.customerId());
		add(parts, "type", filter.orderType());
		add(parts, "from", filter.from());
		add(parts, "to", filter.to());
		add(parts, "updated_after", filter.updatedAfter());
		add(parts, "search", filter.search());
		add(parts, "source", filter.source());
		add(parts, "check", filter.checkId());
		add(parts, "sort", list.sort());
		add(parts, "direction", list.direction());
		return parts;
	}

	/**
	 * Sorts the values, because the iteration order of sets differs between processes.
	 */
	private static @Nullable Object sorted(@Nullable Collection<?> values) {
		return (values == null) ? null : values.stream().sorted().toList();
	}

	private static void add(List<String> parts, String name, @Nullable Object value) {
		if (value != null) {
			parts.add(name + "=" + value);
		}
	}

}
