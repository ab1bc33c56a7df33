package com.auraconnect.orders.closing;

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.reports.CountingCursors;
import com.auraconnect.orders.reports.Place;

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

	private static final String CONSUMER = "closings";

	private static final String MOVE_CURSOR_TO_NEWEST = """
			UPDATE feed_cursors
			SET sequence = :newest
			WHERE consumer = 'closings' AND tenant_id = :tenantId AND location_id = :locationId
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

	/**
	 * Books all events of all locations. A location that fails does not hold up the rest.
	 */
	void catchUp() {
		for (var place : this.cursors.lagging(CONSUMER)) {
			try {
				Tenancy.of(place.tenantId())
					.run(() -> this.transaction.executeWithoutResult((_) -> lockAndCatchUp(place)));
			}
			catch (RuntimeException ex) {
				log.warn("location {} of tenant {}: its days could not be booked, the next round tries again",
						place.locationId(), place.tenantId(), ex);
			}
		}
	}

	/**
	 * Books all events that have a sequence number, in the current transaction. No other
	 * transaction books or closes a day of the location until this one has ended.
	 * @return the sequence of the last event booked, 0 if there is none
	 */
	long lockAndCatchUp(Place place) {
		var sequence = this.cursors.lock(CONSUMER, place);
		var newest = this.cursors.last(place);
		while (sequence < newest) {
			var booked = bookEvents(place, sequence);
			if (booked.isEmpty()) {
				log.info("location {} of tenant {}: the event after {} is no longer stored, booking all orders",
						place.locationId(), place.tenantId(), sequence);
				bookOrders(place, newest);
				return newest;
			}
			sequence = booked.get();
		}
		return sequence;
	}

	private Optional<Long> bookEvents(Place place, long sequence) {
		return bind(BookingSql.BOOK_EVENTS, place).param("sequence", sequence)
			.param("limit", this.settings.batchSize())
			.query(Long.class)
			.optional();
	}

	/** Moves the cursor first: later changes have an event behind it. */
	private void bookOrders(Place place, long newest) {
		bind(MOVE_CURSOR_TO_NEWEST, place).param("newest", newest).update();
		var last = bookOrdersAfter(place, 0);
		while (last.isPresent()) {
			last = bookOrdersAfter(place, last.get());
		}
	}

	private Optional<Long> bookOrdersAfter(Place place, long afterId) {
		return bind(BookingSql.BOOK_ORDERS, place).param("afterId", afterId)
			.param("limit", this.settings.batchSize())
			.query(Long.class)
			.optional();
	}

	private JdbcClient.StatementSpec bind(String sql, Place place) {
		return this.jdbc.sql(sql).param("tenantId", place.tenantId()).param("locationId", place.locationId());
	}

}
