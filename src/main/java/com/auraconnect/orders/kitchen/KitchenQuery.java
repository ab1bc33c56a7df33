package com.auraconnect.orders.kitchen;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.QueryParameters;
import com.auraconnect.orders.order.OrderStatus;

/**
 * The query of {@code GET /kitchen/orders}. An empty station, status or include counts as
 * absent.
 *
 * @param statuses the statuses to show, empty for those in the kitchen
 * @param limit maximum number of orders
 * @param cursor end of the previous page, null for the first page
 */
record KitchenQuery(long locationId, Set<OrderStatus> statuses, @Nullable String station, boolean includesScheduled,
		int limit, @Nullable String cursor) {

	private static final int MAX_STATION_LENGTH = 50;

	/**
	 * @throws InvalidRequest naming every invalid parameter
	 */
	static KitchenQuery parse(MultiValueMap<String, String> query, KitchenSettings settings, QueueCursors cursors) {
		var parameters = new QueryParameters(query);
		var statuses = EnumSet.noneOf(OrderStatus.class);
		parameters.all("status", KitchenQuery::status).forEach(statuses::addAll);
		var station = parameters.one("station", QueryParameters.textUpTo(MAX_STATION_LENGTH));
		var includesScheduled = parameters.one("include", KitchenQuery::isScheduled);
		var locationId = parameters.required("location_id", Long::valueOf);
		var limit = parameters.one("limit", QueryParameters.between(1, settings.queueLimit()), settings.queueLimit());
		var cursor = parameters.one("cursor", cursors::requireGenuine);
		parameters.requireAllUnderstood();
		return new KitchenQuery(locationId, statuses, (station != null && station.isEmpty()) ? null : station,
				Boolean.TRUE.equals(includesScheduled), limit, cursor);
	}

	/**
	 * Returns the location of {@code GET /kitchen/all-day}.
	 * @throws InvalidRequest naming every invalid parameter
	 */
	static long locationOfAllDay(MultiValueMap<String, String> query) {
		var parameters = new QueryParameters(query);
		var locationId = parameters.required("location_id", Long::valueOf);
		parameters.requireAllUnderstood();
		return locationId;
	}

	private static Set<OrderStatus> status(String name) {
		if (name.isEmpty()) {
			return Set.of();
		}
		var status = QueryParameters.nameOf(OrderStatus.class).apply(name);
		if (status.isFinal()) {
			throw new IllegalArgumentException("must be one of pending, confirmed, preparing, ready");
		}
		return Set.of(status);
	}

	private static boolean isScheduled(String name) {
		if (!name.isEmpty() && !name.equals("scheduled")) {
			throw new IllegalArgumentException("must be scheduled");
		}
		return !name.isEmpty();
	}

	KitchenFilter listFor(long tenantId) {
		return KitchenFilter.of(tenantId, this.locationId, this.statuses, this.station, this.includesScheduled);
	}

}
