package com.auraconnect.orders.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.order.TransactionalOrderListener;

/**
 * Inserts each event into {@code outbox_events} in the transaction of its change, so the
 * event exists exactly if the change does. The {@link OutboxRelay} publishes it.
 */
@Component
class Outbox implements TransactionalOrderListener {

	private static final String APPEND = """
			INSERT INTO outbox_events
			    (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)""";

	private static final String EVENT = "(?, ?, ?, ?, ?, ?, ?::json)";

	private final ObjectMapper json;

	private final MessageLimit limit;

	Outbox(ObjectMapper json, EventSettings settings) {
		this.json = json;
		this.limit = new MessageLimit(settings.messageLimit());
	}

	@Override
	public void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes) {
		var occurredAt = order.updatedAt().atOffset(ZoneOffset.UTC);
		var body = SingletonSupplier.of(() -> read(document));
		var rows = events.stream()
			.map((event) -> EventData.of(order, event, (name) -> body.obtain().required(name)))
			.map((data) -> new @Nullable Object[] { order.tenantId(), order.locationId(), order.id(), order.version(),
					data.eventType(), occurredAt, write(data) })
			.toList();
		writes.addRows(APPEND, EVENT, rows);
	}

	private JsonNode read(OrderDocument document) {
		try {
			return this.json.readTree(document.json());
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
