package com.auraconnect.orders.reports;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.auraconnect.orders.platform.tenancy.LocationKey;
import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Keeps the daily sums of each location in step with its orders.
 * <p>
 * The sums, the counted state of the orders and the cursor change in one transaction, and
 * its first statement locks the cursor. So each event counts once, even if a replica
 * crashes or two compete. After any commit the sums match the orders as of the cursor, or
 * later. No transaction that writes an order waits for this.
 */
@Component
class DailyNumbers {

	private static final Logger log = LoggerFactory.getLogger(DailyNumbers.class);

	/** Name of the reports' cursors. */
	private static final String CONSUMER = "reports";

	private final CountingCursors cursors;

	private final EventCounting events;

	private final OrderCounting orders;

	private final ReportSettings settings;

	private final TransactionTemplate transaction;

	DailyNumbers(CountingCursors cursors, EventCounting events, OrderCounting orders, ReportSettings settings,
			PlatformTransactionManager transactions) {
		this.cursors = cursors;
		this.events = events;
		this.orders = orders;
		this.settings = settings;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * Counts all uncounted events, location by location. Skips a location whose cursor
	 * another transaction holds; a location that fails does not hold up the rest.
	 */
	void catchUp() {
		for (var place : this.cursors.lagging(CONSUMER)) {
			try {
				while (advance(place) == Progress.MORE) {
					// continue with the next batch
				}
			}
			catch (RuntimeException ex) {
				log.warn("location {} of tenant {}: its reports could not be updated, the next round tries again",
						place.locationId(), place.tenantId(), ex);
			}
		}
	}

	/** Counts one batch of events of a location. */
	Progress advance(LocationKey place) {
		return Tenancy.of(place.tenantId()).call(() -> this.transaction.execute((_) -> advanceUnlessLocked(place)));
	}

	private Progress advanceUnlessLocked(LocationKey place) {
		return this.cursors.tryLock(CONSUMER, place).map((sequence) -> advance(place, sequence)).orElse(Progress.TAKEN);
	}

	private Progress advance(LocationKey place, long sequence) {
		if (this.cursors.last(place) <= sequence) {
			return Progress.DONE;
		}
		var last = this.events.countAfter(place, sequence, this.settings.batchSize());
		if (last.isEmpty()) {
			log.info("location {} of tenant {}: the event after {} is no longer stored, counting all orders again",
					place.locationId(), place.tenantId(), sequence);
			countOrders(place);
			return Progress.DONE;
		}
		return (last.get() - sequence == this.settings.batchSize()) ? Progress.MORE : Progress.DONE;
	}

	/**
	 * Counts all orders of a location again. Until the commit, reports show the old sums.
	 * Safe to repeat at any time.
	 */
	void recount(LocationKey place) {
		Tenancy.of(place.tenantId()).run(() -> this.transaction.executeWithoutResult((_) -> {
			this.cursors.lock(CONSUMER, place);
			countOrders(place);
		}));
	}

	private void countOrders(LocationKey place) {
		this.orders.reset(place);
		var count = 0L;
		var batch = this.orders.countAfter(place, OrderCounting.Counted.NONE, this.settings.recountBatch());
		while (batch.isPresent()) {
			count += batch.get().orders();
			batch = this.orders.countAfter(place, batch.get(), this.settings.recountBatch());
		}
		log.info("location {} of tenant {}: reports recounted from {} orders", place.locationId(), place.tenantId(),
				count);
	}

}
