package com.auraconnect.orders.outbox;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * An event with its sequence in its feed; serialized to JSON it is the message that
 * subscribers get.
 *
 * @param timestamp when the change happened
 * @param sequence number in the feed of its tenant and location: 1, 2, 3, without a gap
 * @param orderVersion version of the order after the change
 * @param data what happened, as JSON
 */
public record FeedEvent(UUID eventId, String eventType, Instant timestamp, long tenantId, long locationId,
		long sequence, int orderVersion, @JsonRawValue String data, @JsonIgnore long orderId) {

	@JsonIgnore
	Feed feed() {
		return new Feed(this.tenantId, this.locationId);
	}

}
