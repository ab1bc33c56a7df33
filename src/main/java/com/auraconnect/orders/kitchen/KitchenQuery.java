package com.auraconnect.orders.kitchen;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.QueryParameters;
import com.auraconnect.orders.order.OrderStatus;

/**
 * The query of {@code GET /kitchen/orders} and of {@code GET /kitchen/all-day}. An empty
 * parameter counts as absent.
 */
record KitchenQuery(long locationId, Set<OrderStatus> statuses, @Nullable String station, boolean includesRecalled,
		boolean includesScheduled) {

	private static final int MAX_STATION_LENGTH = 50;

	private static final Set<OrderStatus> IN_THE_KITCHEN = Set.of(OrderStatus.CONFIRMED, OrderStatus.PREPARING);

	/**
	 * @throws InvalidRequest naming every invalid parameter
	 */
	static KitchenQuery ofQueue(MultiValueMap<String, String> query) {
		var parameters = new QueryParameters(query);
		var statuses = EnumSet.noneOf(OrderStatus.class);
		parameters.all("status", KitchenQuery::status).forEach(statuses::addAll);
		var station = parameters.one("station", QueryParameters.textUpTo(MAX_STATION_LENGTH));
		var includesScheduled = parameters.one("include", KitchenQuery::isScheduled);
		var locationId = parameters.required("location_id", Long::valueOf);
		parameters.requireAllUnderstood();
		return new KitchenQuery(locationId, statuses.isEmpty() ? IN_THE_KITCHEN : statuses,
				(station != null && station.isEmpty()) ? null : station, statuses.isEmpty(),
				Boolean.TRUE.equals(includesScheduled));
	}

	/**
	 * @throws InvalidRequest naming every invalid parameter
	 */
	static KitchenQuery ofAllDay(MultiValueMap<String, String> query) {
		var parameters = new QueryParameters(query);
		var locationId = parameters.required("location_id", Long::valueOf);
		parameters.requireAllUnderstood();
		return new KitchenQuery(locationId, IN_THE_KITCHEN, null, true, false);
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

	KitchenList listFor(long tenantId) {
		return new KitchenList(tenantId, this.locationId, this.statuses, this.station, this.includesRecalled,
				this.includesScheduled);
	}

}
