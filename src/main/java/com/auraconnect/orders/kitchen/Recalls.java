package com.auraconnect.orders.kitchen;

import java.time.ZoneOffset;
import java.util.List;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.order.TransactionalOrderListener;

/**
 * Table of the ready orders with a recalled line, written in the transaction of each
 * change. It holds no other orders: a queue reads the recalled ones without the ready
 * ones.
 */
@Component
class Recalls implements TransactionalOrderListener {

	private static final String INSERT = """
			INSERT INTO kitchen_recalls (tenant_id, order_id, location_id, queued_at)
			VALUES (?, ?, ?, ?)
			ON CONFLICT (order_id, tenant_id) DO NOTHING
			""";

	private static final String DELETE = """
			DELETE FROM kitchen_recalls
			WHERE order_id = ? AND tenant_id = ?
			""";

	@Override
	public void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes) {
		if (order.status() != OrderStatus.READY || events.stream().noneMatch(Recalls::movesLines)) {
			return;
		}
		if (order.isRecalled()) {
			writes.add(INSERT, order.tenantId(), order.id(), order.locationId(),
					order.queuedAt().atOffset(ZoneOffset.UTC));
		}
		else {
			writes.add(DELETE, order.id(), order.tenantId());
		}
	}

	/**
	 * Whether lines of a ready order were recalled, bumped or voided. Lines that became
	 * ready with the order are part of its own event.
	 */
	private static boolean movesLines(OrderEvent event) {
		return event instanceof OrderEvent.ItemStatusChanged || event instanceof OrderEvent.ItemsChanged;
	}

}
