package com.auraconnect.orders.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.OrderJournal;

/**
 * Writes each event into {@code outbox_events} in the transaction of the change it tells
 * of: the event is there exactly if the change is. The {@link OutboxRelay} takes it from
 * there.
 */
@Component
class Outbox implements OrderJournal {

	private static final String APPEND = """
			INSERT INTO outbox_events
			    (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)
			VALUES (?, ?, ?, ?, ?, ?, ?::json)
			""";

	private final JdbcTemplate jdbc;

	private final ObjectMapper json;

	private final MessageLimit limit;

	Outbox(JdbcTemplate jdbc, ObjectMapper json, EventSettings settings) {
		this.jdbc = jdbc;
		this.json = json;
		this.limit = new MessageLimit(settings.messageLimit());
	}

	@Override
	public void record(Order order, OrderDocument document, List<OrderEvent> events) {
		var occurredAt = order.updatedAt().atOffset(ZoneOffset.UTC);
		var rows = events.stream().map((event) -> EventData.of(order, event, (name) -> field(document, name))).toList();
		this.jdbc.batchUpdate(APPEND, rows, rows.size(), (statement, data) -> {
			statement.setLong(1, order.tenantId());
			statement.setLong(2, order.locationId());
			statement.setLong(3, order.id());
			statement.setInt(4, order.version());
			statement.setString(5, data.eventType());
			statement.setObject(6, occurredAt);
			statement.setString(7, write(data));
		});
	}

	private JsonNode field(OrderDocument document, String name) {
		try {
			return this.json.readTree(document.json()).required(name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String write(EventData data) {
		try {
			var text = this.json.writeValueAsString(data);
			return this.limit.allows(text) ? text : this.limit.cut(this.json.readTree(text));
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
