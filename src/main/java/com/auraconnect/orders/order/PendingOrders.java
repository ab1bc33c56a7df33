package com.auraconnect.orders.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

import com.auraconnect.orders.tenancy.Tenancy;

/** The orders that nobody has confirmed yet. */
@Service
public class PendingOrders {

	private static final Logger log = LoggerFactory.getLogger(PendingOrders.class);

	private static final int BATCH = 100;

	/** Served by the small index of the orders that have not ended. */
	private static final String OVERDUE = """
			SELECT tenant_id, id
			FROM orders
			WHERE status = 'pending' AND received_at < :before
			ORDER BY received_at
			LIMIT :limit
			""";

	private final JdbcClient jdbc;

	private final OrderTransactions transactions;

	private final Clock clock;

	PendingOrders(JdbcClient jdbc, OrderTransactions transactions, Clock clock) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Calls off what was not confirmed in time, counted from when it reached this
	 * service; what is held for it is given back in the background. May be repeated, by
	 * several replicas at once.
	 */
	public void cancelOverdue(Duration timeout) {
		var before = this.clock.instant().minus(timeout);
		List<OrderKey> overdue;
		do {
			overdue = overdue(before);
			overdue.forEach((order) -> Tenancy.of(order.tenantId()).run(() -> cancel(order, before)));
		}
		while (overdue.size() == BATCH);
	}

	private record OrderKey(long tenantId, long id) {
	}

	private List<OrderKey> overdue(Instant before) {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(OVERDUE)
				.param("before", before.atOffset(ZoneOffset.UTC))
				.param("limit", BATCH)
				.query((row, _) -> new OrderKey(row.getLong("tenant_id"), row.getLong("id")))
				.list());
	}

	private void cancel(OrderKey overdue, Instant before) {
		var target = OrderTarget.ofSystem(overdue.tenantId(), overdue.id());
		this.transactions.change(target, (order) -> {
			if (order.status() == OrderStatus.PENDING && order.receivedAt().isBefore(before)) {
				order.cancel(new Cancellation(CancellationReason.TIMEOUT, null), target.by().actor(),
						this.clock.instant());
				log.info("order {} was not confirmed in time", overdue.id());
			}
		});
	}

}
