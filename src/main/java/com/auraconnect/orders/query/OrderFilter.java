package com.auraconnect.orders.query;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderType;

/**
 * Which orders to list. What is null or empty does not restrict.
 *
 * @param from created then or later
 * @param to created before
 * @param updatedAfter changed then or later
 * @param search how the order's number, external id or table begins, in any case; or the
 * part of the number that is called out, whole
 */
public record OrderFilter(Set<OrderStatus> statuses, @Nullable Long locationId, @Nullable Long customerId,
		@Nullable OrderType orderType, @Nullable Instant from, @Nullable Instant to, @Nullable Instant updatedAfter,
		@Nullable String search) {

	/**
	 * The orders that exist for a caller at all.
	 *
	 * @param locationIds the only locations, null for all of the tenant
	 * @param customerId the only customer, null for all of the tenant
	 */
	public record Scope(long tenantId, @Nullable List<Long> locationIds, @Nullable Long customerId) {
	}

}
