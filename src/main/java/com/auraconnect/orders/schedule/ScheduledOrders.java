package com.auraconnect.orders.schedule;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.OrderEvent;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.SqlBatch;
import com.auraconnect.orders.order.TransactionalOrderListener;
import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Table of the orders that wait to be fired, written in the transaction of each change.
 * It holds no other orders, so that looking for due ones costs the same however many
 * orders there are. The database's clock decides what is due: a wrong clock on a replica
 * fires nothing early.
 */
@Component
class ScheduledOrders implements TransactionalOrderListener {

	private static final String PUT = """
			INSERT INTO scheduled_orders
			    (tenant_id, order_id, location_id, scheduled_for, prep_minutes, fire_at, is_confirmed)
			VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (order_id, tenant_id) DO UPDATE
			SET scheduled_for = excluded.scheduled_for,
			    prep_minutes = excluded.prep_minutes,
			    fire_at = excluded.fire_at,
			    is_confirmed = excluded.is_confirmed
			""";

	private static final String DELETE = """
			DELETE FROM scheduled_orders
			WHERE order_id = ? AND tenant_id = ?
			""";

	private static final String DUE = """
			SELECT tenant_id, order_id, location_id, fire_at, clock_timestamp() AS now
			FROM scheduled_orders
			WHERE is_confirmed AND fire_at <= clock_timestamp()
			  AND (fire_at, order_id) > (:afterTime, :afterId)
			ORDER BY fire_at, order_id
			LIMIT :limit
			""";

	/** {@code Schedule} in the module order computes the same time. */
	private static final String OUTDATED = """
			SELECT s.tenant_id, s.order_id, s.location_id, s.fire_at, clock_timestamp() AS now
			FROM scheduled_orders s
			JOIN locations l ON l.tenant_id = s.tenant_id AND l.id = s.location_id
			CROSS JOIN LATERAL (
			    SELECT s.scheduled_for - make_interval(mins => coalesce(s.prep_minutes, l.prep_minutes)) AS at
			) start
			WHERE s.fire_at <> start.at - CASE
			        WHEN l.availability_until <= start.at THEN interval '0'
			        ELSE make_interval(mins => l.extra_minutes)
			      END
			  AND (s.fire_at, s.order_id) > (:afterTime, :afterId)
			ORDER BY s.fire_at, s.order_id
			LIMIT :limit
			""";

	private final JdbcClient jdbc;

	ScheduledOrders(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * An order that waits to be fired.
	 *
	 * @param now the database's time when this was read
	 */
	record Waiting(long tenantId, long orderId, long locationId, Instant fireAt, Instant now) {
	}

	@Override
	public void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes) {
		if (order.preparation().isWaitingToBeFired()) {
			writes.add(PUT, order.tenantId(), order.id(), order.locationId(), utc(order.schedule().scheduledFor()),
					order.preparation().longestPreparation(), utc(order.schedule().fireAt()),
					order.status() == OrderStatus.CONFIRMED);
		}
		else if (events.stream().anyMatch((event) -> endsWaiting(order, event))) {
			writes.add(DELETE, order.id(), order.tenantId());
		}
	}

	private static boolean endsWaiting(Order order, OrderEvent event) {
		return switch (event) {
			case OrderEvent.Fired _ -> true;
			case OrderEvent.Updated(var changed) -> changed.contains("scheduled_for");
			case OrderEvent.StatusChanged changed ->
				changed.current() == OrderStatus.CANCELLED && order.schedule().fireAt() != null;
			default -> false;
		};
	}

	private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
		return (time != null) ? time.atOffset(ZoneOffset.UTC) : null;
	}

	Instant databaseTime() {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql("SELECT clock_timestamp()").query(OffsetDateTime.class).single())
			.toInstant();
	}

	/** Returns the next confirmed orders whose time has come, the oldest first. */
	List<Waiting> due(@Nullable Waiting last, int limit) {
		return find(DUE, last, limit);
	}

	/** Returns the next orders whose time depends on a location that has changed. */
	List<Waiting> outdated(@Nullable Waiting last, int limit) {
		return find(OUTDATED, last, limit);
	}

	private List<Waiting> find(String sql, @Nullable Waiting last, int limit) {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(sql)
				.param("afterTime", (last != null) ? utc(last.fireAt()) : OffsetDateTime.MIN)
				.param("afterId", (last != null) ? last.orderId() : 0)
				.param("limit", limit)
				.query((row, _) -> new Waiting(row.getLong("tenant_id"), row.getLong("order_id"),
						row.getLong("location_id"), row.getObject("fire_at", OffsetDateTime.class).toInstant(),
						row.getObject("now", OffsetDateTime.class).toInstant()))
				.list());
	}

}
