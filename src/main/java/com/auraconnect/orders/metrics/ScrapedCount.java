package com.auraconnect.orders.metrics;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import com.auraconnect.orders.tenancy.Tenancy;

/**
 * What is counted in the database for the gauges of one scrape: right after a restart,
 * and the same on every replica. All gauges of a scrape come from one count; without the
 * database there is no number.
 */
public final class ScrapedCount<T> {

	private static final Logger log = LoggerFactory.getLogger(ScrapedCount.class);

	/** Shorter than any scrape interval, longer than one scrape. */
	private static final Duration ONE_SCRAPE = Duration.ofMillis(500);

	private static final String ALL = "all";

	private final LoadingCache<String, T> counted;

	/**
	 * @param count asks the database
	 */
	public ScrapedCount(Supplier<T> count) {
		this.counted = Caffeine.newBuilder()
			.expireAfterWrite(ONE_SCRAPE)
			.build((_) -> Tenancy.everyTenant().call(count::get));
	}

	/** What a gauge shows of it; not a number while the database does not answer. */
	public double show(ToDoubleFunction<T> gauge) {
		try {
			return gauge.applyAsDouble(this.counted.get(ALL));
		}
		catch (DataAccessException | TransactionException ex) {
			log.debug("a gauge has no number: {}", ex.getMessage());
			return Double.NaN;
		}
	}

}
