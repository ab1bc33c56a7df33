package com.auraconnect.orders.platform.database;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts reads by the server that answered and, for the primary, the reason. */
class ReplicaMeters {

	private final Counter replica;

	private final Map<FallbackReason, Counter> primary = new EnumMap<>(FallbackReason.class);

	private final Timer waits;

	ReplicaMeters(MeterRegistry registry) {
		this.replica = counter(registry, "replica", "caught_up");
		for (var reason : FallbackReason.values()) {
			this.primary.put(reason, counter(registry, "primary", reason.name().toLowerCase(Locale.ROOT)));
		}
		this.waits = Timer.builder("database.replica.wait")
			.description("Time that reads waited for a replica session to catch up, whether it did or not")
			.register(registry);
	}

	private static Counter counter(MeterRegistry registry, String from, String reason) {
		return Counter.builder("database.reads")
			.description("Reads of lists, kitchen queues and reports, by answering server and reason")
			.tag("from", from)
			.tag("because", reason)
			.register(registry);
	}

	void answered() {
		this.replica.increment();
	}

	void fellBack(FallbackReason reason) {
		this.primary.get(reason).increment();
	}

	void waited(long nanoseconds) {
		this.waits.record(nanoseconds, TimeUnit.NANOSECONDS);
	}

}
