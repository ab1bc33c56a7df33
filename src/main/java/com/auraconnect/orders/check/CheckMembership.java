package com.auraconnect.orders.check;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Checks;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.order.TransactionalOrderListener;

/**
 * Lets orders join, change and leave checks by their {@code check_id}: locks the checks
 * before the order, and changes them along with it, in the messages of the order's own
 * transaction. An order without a check costs nothing here.
 */
@Component
class CheckMembership implements Checks, TransactionalOrderListener {

	/**
	 * Moves the version of a check and appends its event; runs after the order was
	 * written.
	 */
	private static final String CHANGE = """
			WITH its_orders AS (
			    SELECT coalesce(sum(o.version), 0) AS versions,
			           coalesce(json_agg(o.id ORDER BY o.created_at, o.id), '[]') AS ids
			    FROM orders o
			    WHERE o.tenant_id = ? AND o.check_id = ?
			), changed AS (
			    UPDATE checks c
			    SET version = c.version + 1, updated_at = ?, order_count = c.order_count + ?,
			        order_versions = its_orders.versions
			    FROM its_orders
			    WHERE c.tenant_id = ? AND c.id = ?
			    RETURNING c.tenant_id, c.location_id, c.id, c.version, its_orders.ids
			)
			INSERT INTO outbox_events (tenant_id, location_id, event_type, occurred_at, data)
			SELECT tenant_id, location_id, 'check.updated', ?,
			       json_build_object('check_id', id, 'version', version, 'changed_by', CAST(? AS text),
			                         'changed', json_build_array('order_ids'), 'order_ids', ids)
			FROM changed""";

	private final CheckRepository checks;

	CheckMembership(CheckRepository checks) {
		this.checks = checks;
	}

	@Override
	public void lockForJoining(long tenantId, long locationId, long checkId) {
		var check = this.checks.lock(tenantId, Set.of(checkId)).get(checkId);
		Checks.requireJoinable(checkId, (check != null) ? check.state() : null, locationId);
	}

	@Override
	public Locked lockForMove(long tenantId, long orderId, @Nullable Long wanted) {
		var current = this.checks.checkOf(tenantId, orderId).orElse(null);
		var ids = new TreeSet<Long>();
		if (current != null) {
			ids.add(current);
		}
		if (wanted != null) {
			ids.add(wanted);
		}
		return new Locked(current, wanted, states(this.checks.lock(tenantId, ids)));
	}

	private static Map<Long, State> states(Map<Long, Check> checks) {
		return checks.values().stream().collect(Collectors.toMap(Check::id, Check::state));
	}

	@Override
	public void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes) {
		for (var event : events) {
			if (event instanceof OrderEvent.Created && order.checkId() != null) {
				change(order.checkId(), 1, order, writes);
			}
			var move = order.amendments().checkMove();
			if (move != null && changesCheck(event)) {
				if (move.from() != null) {
					change(move.from(), -1, order, writes);
				}
				if (move.to() != null) {
					change(move.to(), 1, order, writes);
				}
			}
		}
	}

	private static boolean changesCheck(OrderEvent event) {
		return switch (event) {
			case OrderEvent.Updated(var changed) -> changed.contains("check_id");
			case OrderEvent.ItemsChanged(var _, var changed) -> changed.contains("check_id");
			default -> false;
		};
	}

	private static void change(long checkId, int orders, Order order, SqlBatch writes) {
		var at = order.updatedAt().atOffset(ZoneOffset.UTC);
		writes.add(CHANGE, order.tenantId(), checkId, at, orders, order.tenantId(), checkId, at,
				order.tracking().changedBy());
	}

}
