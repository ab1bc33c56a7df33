package com.auraconnect.orders.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.query.OrderFilter;
import com.auraconnect.orders.query.OrderList;
import com.auraconnect.orders.query.OrderList.Direction;
import com.auraconnect.orders.query.OrderList.Sort;

/**
 * The query of {@code GET /orders}.
 *
 * @param cursor where the page before ended, null for the first page
 */
record OrderListRequest(OrderFilter filter, Sort sort, Direction direction, int pageSize, @Nullable String cursor) {

	private static final int DEFAULT_PAGE = 20;

	private static final int LARGEST_PAGE = 100;

	/** What an external id, the longest of what is searched, can have. */
	private static final int LONGEST_SEARCH = 255;

	/**
	 * @throws InvalidRequest naming every parameter that cannot be understood
	 */
	static OrderListRequest parse(MultiValueMap<String, String> query, Cursors cursors) {
		var parameters = new QueryParameters(query);
		var statuses = EnumSet.noneOf(OrderStatus.class);
		statuses.addAll(parameters.all("status", QueryParameters.nameOf(OrderStatus.class)));
		var filter = new OrderFilter(statuses, parameters.one("location_id", Long::valueOf),
				parameters.one("customer_id", Long::valueOf),
				parameters.one("order_type", QueryParameters.nameOf(OrderType.class)),
				parameters.one("date_from", OrderListRequest::notBefore),
				parameters.one("date_to", OrderListRequest::notBefore),
				parameters.one("updated_after", OrderListRequest::sameMillisecond),
				emptyToNull(parameters.one("search", QueryParameters.textUpTo(LONGEST_SEARCH))));
		var request = new OrderListRequest(filter,
				parameters.one("sort", QueryParameters.nameOf(Sort.class), Sort.CREATED_AT),
				parameters.one("order", QueryParameters.nameOf(Direction.class), Direction.DESC),
				parameters.one("page_size", QueryParameters.between(1, LARGEST_PAGE), DEFAULT_PAGE),
				parameters.one("cursor", cursors::requireGenuine));
		parameters.requireAllUnderstood();
		return request;
	}

	/** The list as it exists for a caller. */
	OrderList listFor(OrderFilter.Scope scope) {
		return new OrderList(scope, this.filter, this.sort, this.direction);
	}

	/**
	 * Times are stored to the microsecond. What is not before a time between two of these
	 * is not before the later one.
	 */
	private static Instant notBefore(String text) {
		var time = time(text);
		var stored = time.truncatedTo(ChronoUnit.MICROS);
		return stored.equals(time) ? stored : stored.plus(1, ChronoUnit.MICROS);
	}

	/**
	 * Clients see milliseconds, whatever is stored. What has changed in the same one as
	 * the last that they have seen may have come later.
	 */
	private static Instant sameMillisecond(String text) {
		return time(text).truncatedTo(ChronoUnit.MILLIS);
	}

	private static Instant time(String text) {
		var time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
		if (time.getYear() < 1 || time.getYear() > 9999) {
			throw new DateTimeException("not a year of this calendar");
		}
		return time.toInstant();
	}

	/** Everything begins with nothing. */
	private static @Nullable String emptyToNull(@Nullable String search) {
		return (search == null || search.isEmpty()) ? null : search;
	}

}
