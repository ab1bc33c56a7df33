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
import com.auraconnect.orders.order.WireNames;

/**
 * Writes {@code kitchen_places} in the transaction of each change: the orders whose place
 * in the queue differs from the time of their creation. These are scheduled orders from
 * their firing until their end, and ready ones with a recalled line. Other orders have no
 * row and cost nothing.
 */
@Component
class QueuePlaces implements TransactionalOrderListener {

	private static final String PUT = """
			INSERT INTO kitchen_places (tenant_id, order_id, location_id, queued_at, status, is_scheduled, is_recalled)
			VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (order_id, tenant_id) DO UPDATE
			SET status = excluded.status, is_recalled = excluded.is_recalled
			""";

	private static final String DELETE = """
			DELETE FROM kitchen_places
			WHERE order_id = ? AND tenant_id = ?
			""";

	@Override
	public void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes) {
		if (events.stream().noneMatch((event) -> isPlaceToChange(order, event))) {
			return;
		}
		if (!order.status().isFinal() && (isScheduled(order) || order.preparation().isRecalled())) {
			writes.add(PUT, order.tenantId(), order.id(), order.locationId(),
					order.preparation().queuedAt().atOffset(ZoneOffset.UTC), WireNames.of(order.status()),
					isScheduled(order), order.preparation().isRecalled());
		}
		else {
			writes.add(DELETE, order.id(), order.tenantId());
		}
	}

	/**
	 * Whether the event can give an order a place, change or end it. Lines of a ready
	 * order move by a recall, the bump or void after it, and not otherwise.
	 */
	private static boolean isPlaceToChange(Order order, OrderEvent event) {
		return switch (event) {
			case OrderEvent.Fired _ -> true;
			case OrderEvent.StatusChanged _ -> isScheduled(order);
			case OrderEvent.ItemStatusChanged _, OrderEvent.ItemsChanged _ -> order.status() == OrderStatus.READY;
			default -> false;
		};
	}

	/** Whether the order was fired at a time of its own. */
	private static boolean isScheduled(Order order) {
		return order.schedule().fireAt() != null && order.schedule().firedAt() != null;
	}

}
