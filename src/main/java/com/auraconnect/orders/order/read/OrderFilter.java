package com.auraconnect.orders.order.read;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.OrderType;

/**
 * Selects the orders to list. A null or empty field does not restrict.
 *
 * @param from created at this time or later
 * @param to created before this time
 * @param updatedAfter changed at this time or later
 * @param search prefix of the order's number, external id, table or guest's name, in any
 * case; or the whole part of the number that is called out
 * @param source what the orders came from
 * @param checkId the check that the orders are on
 */
public record OrderFilter(Set<OrderStatus> statuses, @Nullable Long locationId, @Nullable Long customerId,
		@Nullable OrderType orderType, @Nullable Instant from, @Nullable Instant to, @Nullable Instant updatedAfter,
		@Nullable String search, @Nullable String source, @Nullable Long checkId) {

	/**
	 * The orders that a caller may see at all.
	 *
	 * @param locationIds the only locations, null for all of the tenant
	 * @param customerId the only customer, null for all of the tenant
	 */
	public record Scope(long tenantId, @Nullable List<Long> locationIds, @Nullable Long customerId) {
	}

}
