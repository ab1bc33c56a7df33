package com.auraconnect.orders.closing;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.auraconnect.orders.platform.tenancy.LocationKey;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.reports.CountingCursors;

/**
 * Books the money of orders on business days, in step with the event feeds.
 * <p>
 * Sums, the booked state of the orders and the cursor change in one transaction, whose
 * first statement locks the cursor, as in the reports. A difference is booked on its own
 * day: that of the sale, the payment or the refund. If that day is closed, it is booked
 * on the first open day from the change on. So a closed day never changes, and all days
 * together are always the sum of all orders.
 */
@Component
class DayBookings {

	private static final Logger log = LoggerFactory.getLogger(DayBookings.class);

	/** Events get their numbers a few milliseconds after the commit. */
	private static final Duration PAUSE = Duration.ofMillis(10);

	/** Name of the cursors in the feeds. */
	private static final String CONSUMER = "closings";

	/** Name of the cursors of rebuilds: the last order booked, 0 if there is none. */
	private static final String REBUILD = "closings-rebuild";

	private static final String MOVE = """
			UPDATE feed_cursors
			SET sequence = :sequence
			WHERE consumer = :consumer AND tenant_id = :tenantId AND location_id = :locationId
			""";

	/** All events before the oldest that is stored are contained in the orders. */
	private static final String BEFORE_OLDEST_EVENT = """
			SELECT coalesce(min(sequence) - 1, :newest)
			FROM outbox_events
			WHERE tenant_id = :tenantId AND location_id = :locationId AND sequence IS NOT NULL
			""";

	private final CountingCursors cursors;

	private final ClosingSettings settings;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	DayBookings(CountingCursors cursors, ClosingSettings settings, JdbcClient jdbc,
			PlatformTransactionManager transactions) {
		this.cursors = cursors;
		this.settings = settings;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** How far the bookings of a location are. */
	private enum Progress {

		/** All events with a sequence number are booked. */
		DONE,

		/** There may be more events. */
		MORE,

		/** The next event is no longer stored, or older orders are being booked. */
		REBUILDING

	}

	/**
	 * Books all events of all locations, one transaction a batch. A location that fails
	 * does not hold up the rest.
	 */
	void catchUp() {
		for (var place : this.cursors.lagging(CONSUMER)) {
			try {
				Tenancy.of(place.tenantId()).run(() -> catchUp(place));
			}
			catch (RuntimeException ex) {
				log.warn("location {} of tenant {}: its days could not be booked, the next round tries again",
						place.locationId(), place.tenantId(), ex);
			}
		}
	}

	private void catchUp(LocationKey place) {
		var progress = advance(place);
		while (progress != Progress.DONE) {
			if (progress == Progress.REBUILDING) {
				rebuild(place);
			}
			progress = advance(place);
		}
	}

	/** Books one batch, unless another transaction books or closes days. */
	private Progress advance(LocationKey place) {
		return Objects.requireNonNull(this.transaction.execute((_) -> this.cursors.tryLock(CONSUMER, place)
			.map((sequence) -> book(place, sequence))
			.orElse(Progress.DONE)));
	}

	private Progress book(LocationKey place, long sequence) {
		if (this.cursors.last(place) <= sequence) {
			return Progress.DONE;
		}
		if (bookEvents(place, sequence).isEmpty()) {
			return Progress.REBUILDING;
		}
		return Progress.MORE;
	}

	/**
	 * Books all orders of a location by their id, because events were removed before they
	 * were booked. A rebuild that was interrupted goes on where it was.
	 */
	private void rebuild(LocationKey place) {
		log.info("location {} of tenant {}: the next event is no longer stored, booking all orders", place.locationId(),
				place.tenantId());
		while (Boolean.TRUE.equals(this.transaction.execute((_) -> bookNextOrders(place)))) {
			// continue with the next batch
		}
	}

	/**
	 * @return whether there may be more orders
	 */
	private boolean bookNextOrders(LocationKey place) {
		this.cursors.lock(CONSUMER, place);
		var last = bind(BookingSql.BOOK_ORDERS, place).param("afterId", this.cursors.lock(REBUILD, place))
			.param("limit", this.settings.batchSize())
			.query(Long.class)
			.optional();
		move(REBUILD, place, last.orElse(0L));
		if (last.isEmpty()) {
			move(CONSUMER, place,
					bind(BEFORE_OLDEST_EVENT, place).param("newest", this.cursors.last(place))
						.query(Long.class)
						.single());
		}
		return last.isPresent();
	}

	/**
	 * Books what is left, so that little remains for the transaction that reads it.
	 * @throws BookingsBehind if that would take long
	 */
	void prepare(LocationKey place) {
		for (int batch = 0; batch < this.settings.batchesOfRequest(); batch++) {
			var progress = advance(place);
			if (progress == Progress.REBUILDING) {
				throw new BookingsBehind();
			}
			if (progress == Progress.DONE) {
				return;
			}
		}
		throw new BookingsBehind();
	}

	/**
	 * Books all events that have a sequence number, in the current transaction. No other
	 * transaction books or closes a day of the location until this one has ended.
	 * @return the sequence of the last event booked, 0 if there is none
	 * @throws BookingsBehind if there are more than a batch of them
	 */
	long lockAndBook(LocationKey place) {
		var sequence = this.cursors.lock(CONSUMER, place);
		var newest = this.cursors.last(place);
		if (sequence < newest) {
			sequence = bookEvents(place, sequence).orElseThrow(BookingsBehind::new);
		}
		if (sequence < newest) {
			throw new BookingsBehind();
		}
		return sequence;
	}

	/**
	 * Books until every committed event of the location is booked, in the current
	 * transaction, so that later events are those of later changes.
	 * @return the sequence of the last event
	 * @throws BookingsBehind if the location does not come to rest within the time
	 */
	long lockAndBookAll(LocationKey place, Duration patience) {
		var deadline = System.nanoTime() + patience.toNanos();
		while (true) {
			var sequence = lockAndBook(place);
			if (!this.cursors.hasUnnumbered(place) && this.cursors.last(place) == sequence) {
				return sequence;
			}
			if (System.nanoTime() - deadline >= 0) {
				throw new BookingsBehind();
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	/** Lets no day of the location be closed until the end of the transaction. */
	void preventClosing(LocationKey place) {
		this.cursors.share(CONSUMER, place);
	}

	private Optional<Long> bookEvents(LocationKey place, long sequence) {
		return bind(BookingSql.BOOK_EVENTS, place).param("sequence", sequence)
			.param("limit", this.settings.batchSize())
			.query(Long.class)
			.optional();
	}

	private void move(String consumer, LocationKey place, long sequence) {
		bind(MOVE, place).param("consumer", consumer).param("sequence", sequence).update();
	}

	private JdbcClient.StatementSpec bind(String sql, LocationKey place) {
		return this.jdbc.sql(sql).param("tenantId", place.tenantId()).param("locationId", place.locationId());
	}

}
