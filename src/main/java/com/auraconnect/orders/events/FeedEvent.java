package com.auraconnect.orders.events;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * An event with its place in its feed; as JSON, the message that subscribers get.
 *
 * @param timestamp when it happened
 * @param sequence its number in the feed of its tenant and location: 1, 2, 3, without a
 * gap
 * @param orderVersion the version of the order that it led to
 * @param data what happened, as JSON
 */
public record FeedEvent(UUID eventId, String eventType, Instant timestamp, long tenantId, long locationId,
		long sequence, int orderVersion, @JsonRawValue String data, @JsonIgnore long orderId) {

	@JsonIgnore
	Feed feed() {
		return new Feed(this.tenantId, this.locationId);
	}

}
