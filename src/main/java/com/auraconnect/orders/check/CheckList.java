package com.auraconnect.orders.check;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.QueryParameters;
import com.auraconnect.orders.order.read.OrderFilter;
import com.auraconnect.orders.security.PageCursors;

/**
 * A list of checks: the caller's scope and the filters, of which null does not restrict.
 *
 * @param visible the only locations of the caller, null for all of the tenant
 */
record CheckList(long tenantId, @Nullable List<Long> visible, @Nullable Long locationId, @Nullable CheckStatus status,
		@Nullable String tableNumber) {

	private static final int DEFAULT_PAGE_SIZE = 20;

	private static final int MAX_PAGE_SIZE = 100;

	private static final int MAX_TABLE_LENGTH = 50;

	/**
	 * The query of {@code GET /checks}.
	 *
	 * @param cursor end of the previous page, null for the first page
	 */
	record Request(CheckList list, int pageSize, @Nullable String cursor) {
	}

	/**
	 * @throws InvalidRequest naming every invalid parameter
	 */
	static Request parse(MultiValueMap<String, String> query, OrderFilter.Scope scope, PageCursors cursors) {
		var parameters = new QueryParameters(query);
		var list = new CheckList(scope.tenantId(), scope.locationIds(), parameters.one("location_id", Long::valueOf),
				parameters.one("status", QueryParameters.nameOf(CheckStatus.class)),
				parameters.one("table_number", QueryParameters.textUpTo(MAX_TABLE_LENGTH)));
		var request = new Request(list,
				parameters.one("page_size", QueryParameters.between(1, MAX_PAGE_SIZE), DEFAULT_PAGE_SIZE),
				parameters.one("cursor", cursors::requireGenuine));
		parameters.requireAllUnderstood();
		return request;
	}

	/** The only locations, by scope and filter; null for all of the tenant. */
	@Nullable List<Long> locations() {
		if (this.locationId == null) {
			return this.visible;
		}
		return (this.visible == null || this.visible.contains(this.locationId)) ? List.of(this.locationId) : List.of();
	}

	/** Whether scope and filter exclude every check. */
	boolean isEmpty() {
		return List.of().equals(locations());
	}

	/** Names the filters that are set, for the fingerprint of a cursor. */
	List<String> filters() {
		var filters = new ArrayList<String>();
		add(filters, "tenant", this.tenantId);
		add(filters, "scope_locations", (this.visible != null) ? this.visible.stream().sorted().toList() : null);
		add(filters, "location", this.locationId);
		add(filters, "status", this.status);
		add(filters, "table", this.tableNumber);
		return filters;
	}

	private static void add(List<String> filters, String name, @Nullable Object value) {
		if (value != null) {
			filters.add(name + "=" + value);
		}
	}

}
