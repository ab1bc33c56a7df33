package com.auraconnect.orders.reports;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.auraconnect.orders.tenancy.Tenancy;

/**
 * Keeps the numbers of each location's business days in step with its orders.
 * <p>
 * Sums, what is recorded of the orders, and the cursor change in one transaction, and who
 * changes them holds the cursor from its first statement on. So each event counts once,
 * whoever dies or comes second, and after any commit the sums are those of the orders as
 * of the cursor, or later. Nobody who takes or changes an order waits for any of this.
 */
@Component
class DailyNumbers {

	private static final Logger log = LoggerFactory.getLogger(DailyNumbers.class);

	private final ReportCursors cursors;

	private final EventCounting events;

	private final OrderCounting orders;

	private final ReportSettings settings;

	private final TransactionTemplate transaction;

	DailyNumbers(ReportCursors cursors, EventCounting events, OrderCounting orders, ReportSettings settings,
			PlatformTransactionManager transactions) {
		this.cursors = cursors;
		this.events = events;
		this.orders = orders;
		this.settings = settings;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * Counts all that is not counted yet, location by location. A location that others
	 * are at work on is left to them; one that fails does not hold up the rest.
	 */
	void catchUp() {
		for (var place : this.cursors.behind()) {
			try {
				while (advance(place) == Progress.MORE) {
					// there may be another batch
				}
			}
			catch (RuntimeException ex) {
				log.warn("location {} of tenant {}: its reports are held up", place.locationId(), place.tenantId(), ex);
			}
		}
	}

	/** One batch of events of one location. */
	Progress advance(Place place) {
		return Tenancy.of(place.tenantId()).call(() -> this.transaction.execute((_) -> advanceUnlessTaken(place)));
	}

	private Progress advanceUnlessTaken(Place place) {
		return this.cursors.tryToHold(place).map((sequence) -> advance(place, sequence)).orElse(Progress.TAKEN);
	}

	private Progress advance(Place place, long sequence) {
		if (this.cursors.last(place) <= sequence) {
			return Progress.DONE;
		}
		var last = this.events.countAfter(place, sequence, this.settings.batchSize());
		if (last.isEmpty()) {
			log.info("location {} of tenant {}: the event after {} is not kept, all orders are counted again",
					place.locationId(), place.tenantId(), sequence);
			countOrders(place);
			return Progress.DONE;
		}
		return (last.get() - sequence == this.settings.batchSize()) ? Progress.MORE : Progress.DONE;
	}

	/**
	 * Counts the orders of a location again, from the first to the last. Until all are
	 * counted, reports show what they have shown before. May be repeated, and is harmless
	 * at any time.
	 */
	void recount(Place place) {
		Tenancy.of(place.tenantId()).run(() -> this.transaction.executeWithoutResult((_) -> {
			this.cursors.hold(place);
			countOrders(place);
		}));
	}

	private void countOrders(Place place) {
		this.orders.beginAnew(place);
		var count = 0L;
		var batch = this.orders.countAfter(place, OrderCounting.Counted.NONE, this.settings.recountBatch());
		while (batch.isPresent()) {
			count += batch.get().orders();
			batch = this.orders.countAfter(place, batch.get(), this.settings.recountBatch());
		}
		log.info("location {} of tenant {}: its reports are counted from {} orders", place.locationId(),
				place.tenantId(), count);
	}

}
