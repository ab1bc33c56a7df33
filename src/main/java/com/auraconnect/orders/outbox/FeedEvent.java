package com.auraconnect.orders.outbox;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * An event with its sequence in its feed; serialized to JSON it is the message that
 * subscribers get.
 *
 * @param timestamp when the change happened
 * @param sequence number in the feed of its tenant and location: 1, 2, 3, without a gap
 * @param orderVersion version of the order after the change; null, and not in the
 * message, if the event is not about an order
 * @param data what happened, as JSON
 * @param orderId null if the event is not about an order
 */
public record FeedEvent(UUID eventId, String eventType, Instant timestamp, long tenantId, long locationId,
		long sequence, @JsonInclude(Include.NON_NULL) @Nullable Integer orderVersion, @JsonRawValue String data,
		@JsonIgnore @Nullable Long orderId) {

	@JsonIgnore
	Feed feed() {
		return new Feed(this.tenantId, this.locationId);
	}

}
