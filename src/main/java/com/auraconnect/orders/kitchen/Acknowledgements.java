package com.auraconnect.orders.kitchen;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.order.TransactionalOrderListener;

/**
 * Stores which displays have shown which orders, each in which version. The rows of an
 * order are deleted when the order ends, so the table holds the active orders only.
 */
@Component
class Acknowledgements implements TransactionalOrderListener {

	/** Keeps the newest version and the time at which it was first acknowledged. */
	private static final String UPSERT = """
			INSERT INTO kitchen_acknowledgements AS known (tenant_id, order_id, display_id, version, acknowledged_at)
			VALUES (:tenantId, :orderId, :displayId, :version, :at)
			ON CONFLICT (order_id, display_id, tenant_id) DO UPDATE
			SET version = EXCLUDED.version, acknowledged_at = EXCLUDED.acknowledged_at
			WHERE known.version < EXCLUDED.version
			""";

	private static final String DELETE = """
			DELETE FROM kitchen_acknowledgements
			WHERE order_id = ? AND tenant_id = ?
			""";

	private final JdbcClient jdbc;

	Acknowledgements(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void store(Order order, String displayId, int version, Instant at) {
		this.jdbc.sql(UPSERT)
			.param("tenantId", order.tenantId())
			.param("orderId", order.id())
			.param("displayId", displayId)
			.param("version", version)
			.param("at", at.atOffset(ZoneOffset.UTC))
			.update();
	}

	@Override
	public void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes) {
		if (events.stream().anyMatch(Acknowledgements::endsOrder)) {
			writes.add(DELETE, order.id(), order.tenantId());
		}
	}

	private static boolean endsOrder(OrderEvent event) {
		return event instanceof OrderEvent.StatusChanged change && change.current().isFinal();
	}

}
