package com.auraconnect.orders.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An event with its sequence in its feed, ready for delivery.
 *
 * @param orderId null if the event is not about an order
 * @param orderVersion version of the order after the event, null without an order
 * @param newStatus new status of the order, as the API writes it; null unless it has
 * changed
 * @param message what subscribers get, as JSON
 */
record NumberedEvent(String eventId, long tenantId, long locationId, @Nullable Long orderId,
		@Nullable Integer orderVersion, long sequence, @Nullable String newStatus, String message) {
}
