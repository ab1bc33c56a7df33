package com.auraconnect.orders.order;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

import com.auraconnect.orders.tenancy.Tenancy;

/** The orders that nobody has confirmed yet. */
@Service
public class PendingOrders {

	private static final Logger log = LoggerFactory.getLogger(PendingOrders.class);

	private static final int BATCH = 100;

	/**
	 * Served by the small index of the orders that have not ended. The database's clock
	 * decides, which has also stamped the orders: one that is wrong on a replica cancels
	 * nothing.
	 */
	private static final String OVERDUE = """
			SELECT tenant_id, id, received_at
			FROM orders
			WHERE status = 'pending' AND received_at < now() - make_interval(secs => :timeout)
			  AND (received_at, id) > (:afterTime, :afterId)
			ORDER BY received_at, id
			LIMIT :limit
			""";

	private final JdbcClient jdbc;

	private final OrderUnitOfWork transactions;

	private final Clock clock;

	PendingOrders(JdbcClient jdbc, OrderUnitOfWork transactions, Clock clock) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Calls off what was not confirmed in time, counted from when it reached this
	 * service; what is held for it is given back in the background. One that cannot be
	 * called off holds up no other, and is tried again with the next call. May be
	 * repeated, by several replicas at once.
	 * @return how many could not be called off
	 */
	public int cancelOverdue(Duration timeout) {
		var failed = 0;
		var last = Overdue.NONE;
		List<Overdue> batch;
		do {
			batch = overdue(timeout, last);
			for (var order : batch) {
				failed += Tenancy.of(order.tenantId()).call(() -> isCancelled(order)) ? 0 : 1;
				last = order;
			}
		}
		while (batch.size() == BATCH);
		return failed;
	}

	private record Overdue(long tenantId, long id, OffsetDateTime receivedAt) {

		/** Before all others. */
		static final Overdue NONE = new Overdue(0, 0, OffsetDateTime.MIN);

	}

	private List<Overdue> overdue(Duration timeout, Overdue last) {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(OVERDUE)
				.param("timeout", timeout.toSeconds())
				.param("afterTime", last.receivedAt())
				.param("afterId", last.id())
				.param("limit", BATCH)
				.query((row, _) -> new Overdue(row.getLong("tenant_id"), row.getLong("id"),
						row.getObject("received_at", OffsetDateTime.class)))
				.list());
	}

	private boolean isCancelled(Overdue order) {
		try {
			cancel(order);
			return true;
		}
		catch (DataAccessResourceFailureException | TransactionException ex) {
			// the database is away, from the other orders as well
			throw ex;
		}
		catch (RuntimeException ex) {
			log.warn("order {} of tenant {} was not confirmed in time and cannot be cancelled", order.id(),
					order.tenantId(), ex);
			return false;
		}
	}

	private void cancel(Overdue overdue) {
		var target = OrderCommandContext.ofSystem(overdue.tenantId(), overdue.id());
		this.transactions.change(target, (order) -> {
			if (order.status() == OrderStatus.PENDING) {
				order.cancel(new Cancellation(CancellationReason.TIMEOUT, null), target.by().actor(),
						this.clock.instant());
				log.info("order {} was not confirmed in time", overdue.id());
			}
		});
	}

}
