package com.auraconnect.orders.outbox;

import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import com.auraconnect.orders.platform.codec.Json;

/**
 * Inserts events about locations and checks. They are numbered, published, replayed and
 * deleted like those about orders.
 */
@Component
public class EventAppender {

	private static final String APPEND = """
			INSERT INTO outbox_events (tenant_id, location_id, event_type, occurred_at, data)
			VALUES (:tenantId, :locationId, :eventType, :occurredAt, CAST(:data AS json))
			""";

	private final JdbcClient jdbc;

	private final OutboxRelay relay;

	private final Json json;

	private final MessageLimit limit;

	EventAppender(JdbcClient jdbc, OutboxRelay relay, Json json, EventSettings settings) {
		this.jdbc = jdbc;
		this.relay = relay;
		this.json = json;
		this.limit = new MessageLimit(settings.messageLimit());
	}

	/**
	 * Inserts an event in the transaction of the calling thread, and wakes the relay
	 * after its commit.
	 * @param eventType such as {@code location.updated}
	 * @param data what happened; the caller bounds its size, see
	 * {@code orders.events.message-limit}
	 * @throws IllegalStateException without a transaction
	 */
	public void append(Feed feed, String eventType, Instant occurredAt, Object data) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("An event belongs to the transaction of its change");
		}
		this.jdbc.sql(APPEND)
			.param("tenantId", feed.tenantId())
			.param("locationId", feed.locationId())
			.param("eventType", eventType)
			.param("occurredAt", occurredAt.atOffset(ZoneOffset.UTC))
			.param("data", write(data))
			.update();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				EventAppender.this.relay.wake(feed);
			}
		});
	}

	private String write(Object data) {
		var text = this.json.write(data);
		return this.limit.allows(text) ? text : this.limit.cut(this.json.tree(text));
	}

}
