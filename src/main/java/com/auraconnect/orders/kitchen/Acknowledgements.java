package com.auraconnect.orders.kitchen;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.InvalidOrderState;
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

	/**
	 * Keeps the newest version and the time at which it was first acknowledged. Stores
	 * nothing and returns false if the limit is reached by other displays; the lock on
	 * the order keeps their number as it was counted.
	 */
	private static final String UPSERT = """
			WITH others AS (
			    SELECT count(*) < :limit AS leave_room
			    FROM kitchen_acknowledgements a
			    WHERE a.order_id = :orderId AND a.tenant_id = :tenantId AND a.display_id <> :displayId
			), stored AS (
			    INSERT INTO kitchen_acknowledgements AS known (tenant_id, order_id, display_id, version, acknowledged_at)
			    SELECT :tenantId, :orderId, :displayId, :version, :at
			    FROM others
			    WHERE leave_room
			    ON CONFLICT (order_id, display_id, tenant_id) DO UPDATE
			    SET version = EXCLUDED.version, acknowledged_at = EXCLUDED.acknowledged_at
			    WHERE known.version < EXCLUDED.version
			)
			SELECT leave_room
			FROM others
			""";

	private static final String DELETE = """
			DELETE FROM kitchen_acknowledgements
			WHERE order_id = ? AND tenant_id = ?
			""";

	private final JdbcClient jdbc;

	private final KitchenSettings settings;

	Acknowledgements(JdbcClient jdbc, KitchenSettings settings) {
		this.jdbc = jdbc;
		this.settings = settings;
	}

	/**
	 * Stores that a display has shown a version of an order, which must be locked.
	 * @throws InvalidOrderState if too many other displays have shown it
	 */
	void store(Order order, String displayId, int version, Instant at) {
		var isStored = this.jdbc.sql(UPSERT)
			.param("tenantId", order.tenantId())
			.param("orderId", order.id())
			.param("displayId", displayId)
			.param("version", version)
			.param("at", at.atOffset(ZoneOffset.UTC))
			.param("limit", this.settings.displaysLimit())
			.query(Boolean.class)
			.single();
		if (!isStored) {
			throw new InvalidOrderState(
					"An order can be acknowledged by " + this.settings.displaysLimit() + " displays, no more");
		}
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
