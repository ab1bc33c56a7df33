package com.auraconnect.orders.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An event with its place in its feed, ready to be handed on.
 *
 * @param orderVersion what the event has made of the order
 * @param newStatus where the order has moved to, as the API writes it; null unless it has
 * moved
 * @param message what subscribers get, JSON
 */
record NumberedEvent(String eventId, long tenantId, long locationId, long orderId, int orderVersion, long sequence,
		@Nullable String newStatus, String message) {
}
