package com.auraconnect.orders.kitchen;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent.Fired;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.order.TransactionalOrderListener;
import com.auraconnect.orders.order.WireNames;

/**
 * Table of the orders that were fired at a time of their own and have not ended, written
 * in the transaction of each change. A queue reads them in the order in which they were
 * fired; all other orders are read in the order of their creation.
 */
@Component
class FiredOrders implements TransactionalOrderListener {

	private static final String PUT = """
			INSERT INTO kitchen_fired_orders (tenant_id, order_id, location_id, status, fired_at)
			VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (order_id, tenant_id) DO UPDATE
			SET status = excluded.status
			""";

	private static final String DELETE = """
			DELETE FROM kitchen_fired_orders
			WHERE order_id = ? AND tenant_id = ?
			""";

	@Override
	public void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes) {
		var firedAt = order.schedule().firedAt();
		if (order.schedule().fireAt() == null || firedAt == null || events.stream().noneMatch(FiredOrders::moves)) {
			return;
		}
		if (order.status().isFinal()) {
			writes.add(DELETE, order.id(), order.tenantId());
		}
		else {
			put(order, firedAt, writes);
		}
	}

	private static void put(Order order, Instant firedAt, SqlBatch writes) {
		writes.add(PUT, order.tenantId(), order.id(), order.locationId(), WireNames.of(order.status()),
				firedAt.atOffset(ZoneOffset.UTC));
	}

	private static boolean moves(OrderEvent event) {
		return event instanceof Fired || event instanceof StatusChanged;
	}

}
