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

import com.auraconnect.orders.platform.tenancy.Tenancy;

/** Cancels orders that were not confirmed in time. */
@Service
public class PendingOrders {

	private static final Logger log = LoggerFactory.getLogger(PendingOrders.class);

	private static final int BATCH = 100;

	/**
	 * Uses the partial index of the active orders. The database's clock decides, which
	 * has also stamped {@code received_at}: a wrong clock on a replica cancels nothing.
	 */
	private static final String OVERDUE = """
			SELECT tenant_id, id, received_at
			FROM orders
			WHERE status = 'pending' AND greatest(received_at, fire_at) < now() - make_interval(secs => :timeout)
			  AND (received_at, id) > (:afterTime, :afterId)
			ORDER BY received_at, id
			LIMIT :limit
			""";

	private final JdbcClient jdbc;

	private final OrderUnitOfWork unitOfWork;

	private final Clock clock;

	PendingOrders(JdbcClient jdbc, OrderUnitOfWork unitOfWork, Clock clock) {
		this.jdbc = jdbc;
		this.unitOfWork = unitOfWork;
		this.clock = clock;
	}

	/**
	 * Cancels the pending orders that reached this service, and were to be fired, longer
	 * ago than the timeout. Their stock and payments are released in the background. An
	 * order that cannot be cancelled does not stop the others and is tried again with the
	 * next call. Safe to run on several replicas at once.
	 * @return the number of orders that could not be cancelled
	 */
	public int cancelOverdue(Duration timeout) {
		var failed = 0;
		var last = Overdue.NONE;
		List<Overdue> batch;
		do {
			batch = overdue(timeout, last);
			for (var order : batch) {
				failed += Tenancy.of(order.tenantId()).call(() -> tryCancel(order)) ? 0 : 1;
				last = order;
			}
		}
		while (batch.size() == BATCH);
		return failed;
	}

	private record Overdue(long tenantId, long id, OffsetDateTime receivedAt) {

		/** Start of the keyset pagination: sorts before every order. */
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

	private boolean tryCancel(Overdue order) {
		try {
			cancel(order);
			return true;
		}
		catch (DataAccessResourceFailureException | TransactionException ex) {
			// the database is down, for the other orders too
			throw ex;
		}
		catch (RuntimeException ex) {
			log.warn("order {} of tenant {} was not confirmed in time and cannot be cancelled; the next run retries",
					order.id(), order.tenantId(), ex);
			return false;
		}
	}

	private void cancel(Overdue overdue) {
		var target = OrderCommandContext.ofSystem(overdue.tenantId(), overdue.id());
		this.unitOfWork.change(target, (order) -> {
			if (order.status() == OrderStatus.PENDING) {
				order.cancel(new Cancellation(CancellationReason.TIMEOUT, null), target.by().actor(),
						this.clock.instant());
				log.info("order {} was cancelled: it was not confirmed in time", overdue.id());
			}
		});
	}

}
