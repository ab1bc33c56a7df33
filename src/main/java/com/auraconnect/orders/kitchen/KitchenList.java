package com.auraconnect.orders.kitchen;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderStatus;

/**
 * Selects the orders that a kitchen display shows.
 *
 * @param statuses at least one, none of them final
 * @param station shows only this station's lines, and only orders that have some; null
 * for all stations
 * @param includesRecalled whether it also shows ready orders with a recalled line
 * @param includesScheduled whether it also shows, last, the orders that wait to be fired
 */
public record KitchenList(long tenantId, long locationId, Set<OrderStatus> statuses, @Nullable String station,
		boolean includesRecalled, boolean includesScheduled) {
}
