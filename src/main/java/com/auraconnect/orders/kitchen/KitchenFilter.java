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
public record KitchenFilter(long tenantId, long locationId, Set<OrderStatus> statuses, @Nullable String station,
		boolean includesRecalled, boolean includesScheduled) {

	private static final Set<OrderStatus> IN_THE_KITCHEN = Set.of(OrderStatus.CONFIRMED, OrderStatus.PREPARING);

	/** Selects all that a kitchen has to make now. */
	static KitchenFilter inTheKitchen(long tenantId, long locationId) {
		return new KitchenFilter(tenantId, locationId, IN_THE_KITCHEN, null, true, false);
	}

	/**
	 * Selects orders by the filters of a query; no status stands for those in the
	 * kitchen.
	 */
	static KitchenFilter of(long tenantId, long locationId, Set<OrderStatus> statuses, @Nullable String station,
			boolean includesScheduled) {
		return new KitchenFilter(tenantId, locationId, statuses.isEmpty() ? IN_THE_KITCHEN : statuses, station,
				statuses.isEmpty(), includesScheduled);
	}

}
