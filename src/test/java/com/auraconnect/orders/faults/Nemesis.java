package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Injects the faults of a schedule, one after the other, and notes when. */
final class Nemesis {

	private static final Logger log = LoggerFactory.getLogger(Nemesis.class);

	private final Site site;

	private final History history;

	private final List<Injected> injected = new ArrayList<>();

	Nemesis(Site site, History history) {
		this.site = site;
		this.history = history;
	}

	/**
	 * A fault that has been.
	 *
	 * @param start since the start of the history
	 * @param end since the start of the history: everything was there again
	 */
	record Injected(Injection injection, Duration start, Duration end) {
	}

	/** Injects them; returns after the time in which the last one must be recovered. */
	List<Injected> inject(Schedule schedule) {
		for (Injection next : schedule.injections()) {
			pause(next.pause());
			inject(next);
		}
		pause(Schedule.RECOVERY);
		return List.copyOf(this.injected);
	}

	/**
	 * A replica ends before the servers fail, and is started again when they are back.
	 */
	private void inject(Injection injection) {
		var faults = injection.faults();
		var start = this.history.now();
		faults.forEach((fault) -> fault.begin(this.site, injection.replica()));
		pause(injection.length());
		faults.reversed().forEach((fault) -> fault.end(this.site, injection.replica()));
		var end = this.history.now();
		this.injected.add(new Injected(injection, start, end));
		log.info("{}: {} to {} ms", injection, start.toMillis(), end.toMillis());
	}

	private static void pause(Duration time) {
		try {
			if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new IllegalStateException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
