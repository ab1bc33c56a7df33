package com.auraconnect.orders.outbox;

import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.order.TransactionalOrderListener;
import com.auraconnect.orders.platform.codec.Json;

/**
 * Inserts each event into {@code outbox_events} in the transaction of its change, so the
 * event exists exactly if the change does. The {@link OutboxRelay} publishes it. Events
 * of locations and checks are inserted by {@link EventAppender}, those of a check whose
 * orders change in the statement that changes the check.
 */
@Component
class Outbox implements TransactionalOrderListener {

	private static final String APPEND = """
			INSERT INTO outbox_events
			    (tenant_id, location_id, order_id, order_version, event_type, occurred_at, data)""";

	private static final String EVENT = "(?, ?, ?, ?, ?, ?, ?::json)";

	private final Json json;

	private final MessageLimit limit;

	Outbox(Json json, EventSettings settings) {
		this.json = json;
		this.limit = new MessageLimit(settings.messageLimit());
	}

	@Override
	public void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes) {
		var occurredAt = order.updatedAt().atOffset(ZoneOffset.UTC);
		var body = SingletonSupplier.of(() -> this.json.tree(document.json()));
		var rows = events.stream()
			.map((event) -> EventData.of(order, event, (name) -> body.obtain().required(name)))
			.map((data) -> new @Nullable Object[] { order.tenantId(), order.locationId(), order.id(), order.version(),
					data.eventType(), occurredAt, write(data) })
			.toList();
		writes.addRows(APPEND, EVENT, rows);
	}

	private String write(EventData data) {
		var text = this.json.write(data);
		return this.limit.allows(text) ? text : this.limit.cut(this.json.tree(text));
	}

}
