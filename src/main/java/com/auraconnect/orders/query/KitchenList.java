package com.auraconnect.orders.query;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderStatus;

/**
 * Which orders a kitchen display shows.
 *
 * @param statuses at least one, none of them final
 * @param station whose lines, and only orders that have some; null for all
 */
public record KitchenList(long tenantId, long locationId, Set<OrderStatus> statuses, @Nullable String station) {
}
