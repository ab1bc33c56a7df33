package com.auraconnect.orders.testing;

import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;

/** The events of one location, read from its Redis stream. */
public record EventFeed(String redisUrl, long tenantId, long locationId) {

	private static final JsonMapper MAPPER = new JsonMapper();

	/** One entry of the stream. */
	public record Entry(String id, JsonNode event) {

		/** The order of the event. */
		public long orderId() {
			return this.event.at("/data/order_id").asLong();
		}

		public String type() {
			return this.event.required("event_type").asText();
		}

		public int orderVersion() {
			return this.event.required("order_version").asInt();
		}

	}

	/** The whole stream, oldest first. */
	public List<Entry> entries() {
		try (var client = RedisClient.create(this.redisUrl); var connection = client.connect()) {
			String stream = "orders:%d:%d:stream".formatted(this.tenantId, this.locationId);
			return connection.sync().xrange(stream, Range.<String>unbounded()).stream().map(EventFeed::entry).toList();
		}
	}

	/** Parses a message of a channel or stream. */
	public static JsonNode parse(String event) {
		try {
			return MAPPER.readTree(event);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(event, ex);
		}
	}

	private static Entry entry(StreamMessage<String, String> message) {
		return new Entry(message.getId(), parse(message.getBody().get("event")));
	}

}
