package com.auraconnect.orders.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.FiringClock;

/**
 * The database's clock as of its last reading, carried on by the time that has passed in
 * this process. It does not jump with the clock of the machine.
 */
@Component
class DatabaseClock implements FiringClock {

	/** A reading that is older tells too little: the process may have stood still. */
	private static final Duration USABLE = Duration.ofSeconds(10);

	private final ScheduledOrders orders;

	private volatile @Nullable Reading last;

	DatabaseClock(ScheduledOrders orders) {
		this.orders = orders;
	}

	private record Reading(Instant time, long nanoTime) {
	}

	/** Reads the database's clock. */
	void read() {
		var time = this.orders.databaseTime();
		this.last = new Reading(time, System.nanoTime());
	}

	@Override
	public Optional<Instant> now() {
		var reading = this.last;
		if (reading == null) {
			return Optional.empty();
		}
		var passed = Duration.ofNanos(System.nanoTime() - reading.nanoTime());
		return (passed.compareTo(USABLE) <= 0) ? Optional.of(reading.time().plus(passed)) : Optional.empty();
	}

}
