package com.auraconnect.orders.database;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts who answers the reads that a replica could answer. */
class ReplicaMeters {

	private final Counter replica;

	private final Map<FallbackReason, Counter> primary = new EnumMap<>(FallbackReason.class);

	private final Timer waits;

	ReplicaMeters(MeterRegistry registry) {
		this.replica = counter(registry, "replica", "caught_up");
		for (var detour : FallbackReason.values()) {
			this.primary.put(detour, counter(registry, "primary", detour.name().toLowerCase(Locale.ROOT)));
		}
		this.waits = Timer.builder("database.replica.wait")
			.description("How long reads waited for a session of the replica that had caught up, or in vain")
			.register(registry);
	}

	private static Counter counter(MeterRegistry registry, String from, String because) {
		return Counter.builder("database.reads")
			.description("Reads of lists, kitchens and reports, by the server that answered and why it was that one")
			.tag("from", from)
			.tag("because", because)
			.register(registry);
	}

	void answered() {
		this.replica.increment();
	}

	void detoured(FallbackReason detour) {
		this.primary.get(detour).increment();
	}

	void waited(long nanoseconds) {
		this.waits.record(nanoseconds, TimeUnit.NANOSECONDS);
	}

}
