package com.auraconnect.orders.order;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which displays have shown which orders. Kept as long as an order is on its way, which
 * is as long as anybody asks, so that there are never more than the kitchens' own work.
 */
@Component
class Acknowledgements implements TransactionalOrderListener {

	/** The first time is the one that counts. */
	private static final String NOTE = """
			INSERT INTO kitchen_acknowledgements (tenant_id, order_id, display_id, acknowledged_at)
			VALUES (:tenantId, :orderId, :displayId, :at)
			ON CONFLICT DO NOTHING
			""";

	private static final String FORGET = """
			DELETE FROM kitchen_acknowledgements
			WHERE order_id = ? AND tenant_id = ?
			""";

	private final JdbcClient jdbc;

	Acknowledgements(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void note(Order order, String displayId, Instant at) {
		this.jdbc.sql(NOTE)
			.param("tenantId", order.tenantId())
			.param("orderId", order.id())
			.param("displayId", displayId)
			.param("at", at.atOffset(ZoneOffset.UTC))
			.update();
	}

	@Override
	public void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes) {
		if (events.stream().anyMatch(Acknowledgements::isAnEnd)) {
			writes.add(FORGET, order.id(), order.tenantId());
		}
	}

	private static boolean isAnEnd(OrderEvent event) {
		return event instanceof OrderEvent.StatusChanged moved && moved.current().isFinal();
	}

}
