package com.auraconnect.orders.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.QueryParameters;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.order.read.OrderFilter;
import com.auraconnect.orders.order.read.OrderList.Direction;
import com.auraconnect.orders.order.read.OrderList.Sort;
import com.auraconnect.orders.order.read.OrderList;

/**
 * The query of {@code GET /orders}.
 *
 * @param cursor end of the previous page, null for the first page
 */
record OrderListRequest(OrderFilter filter, Sort sort, Direction direction, int pageSize, @Nullable String cursor) {

	private static final int DEFAULT_PAGE_SIZE = 20;

	private static final int MAX_PAGE_SIZE = 100;

	/** Length limit of an external id, the longest field that is searched. */
	private static final int MAX_SEARCH_LENGTH = 255;

	/**
	 * @throws InvalidRequest naming every invalid parameter
	 */
	static OrderListRequest parse(MultiValueMap<String, String> query, Cursors cursors) {
		var parameters = new QueryParameters(query);
		var statuses = EnumSet.noneOf(OrderStatus.class);
		statuses.addAll(parameters.all("status", QueryParameters.nameOf(OrderStatus.class)));
		var filter = new OrderFilter(statuses, parameters.one("location_id", Long::valueOf),
				parameters.one("customer_id", Long::valueOf),
				parameters.one("order_type", QueryParameters.nameOf(OrderType.class)),
				parameters.one("date_from", OrderListRequest::roundedUp),
				parameters.one("date_to", OrderListRequest::roundedUp),
				parameters.one("updated_after", OrderListRequest::truncated),
				emptyToNull(parameters.one("search", QueryParameters.textUpTo(MAX_SEARCH_LENGTH))),
				parameters.one("source", OrderListRequest::source), parameters.one("check_id", Long::valueOf));
		var request = new OrderListRequest(filter,
				parameters.one("sort", QueryParameters.nameOf(Sort.class), Sort.CREATED_AT),
				parameters.one("order", QueryParameters.nameOf(Direction.class), Direction.DESC),
				parameters.one("page_size", QueryParameters.between(1, MAX_PAGE_SIZE), DEFAULT_PAGE_SIZE),
				parameters.one("cursor", cursors::requireGenuine));
		parameters.requireAllUnderstood();
		return request;
	}

	/** Restricts the list to a caller's scope. */
	OrderList listFor(OrderFilter.Scope scope) {
		return new OrderList(scope, this.filter, this.sort, this.direction);
	}

	private static String source(String text) {
		if (!OrderRequest.SOURCE.matcher(text).matches()) {
			throw new IllegalArgumentException(OrderRequest.SOURCE_RULE);
		}
		return text;
	}

	/**
	 * Rounds up to the microsecond, the precision of stored times. The result selects the
	 * same rows as the given time.
	 */
	private static Instant roundedUp(String text) {
		var time = time(text);
		var stored = time.truncatedTo(ChronoUnit.MICROS);
		return stored.equals(time) ? stored : stored.plus(1, ChronoUnit.MICROS);
	}

	/**
	 * Truncates to the millisecond, the precision that clients see. An order changed in
	 * the same millisecond as the last one that they have seen may have changed later.
	 */
	private static Instant truncated(String text) {
		return time(text).truncatedTo(ChronoUnit.MILLIS);
	}

	private static Instant time(String text) {
		var time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
		if (time.getYear() < 1 || time.getYear() > 9999) {
			throw new DateTimeException("the year must have four digits");
		}
		return time.toInstant();
	}

	/** Drops an empty prefix, which matches every order. */
	private static @Nullable String emptyToNull(@Nullable String search) {
		return (search == null || search.isEmpty()) ? null : search;
	}

}
