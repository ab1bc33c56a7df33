package com.auraconnect.orders.testing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts the reads of a service with a replica by the server that answered. */
public record ReadCounts(MeterRegistry registry) {

	public long byReplica() {
		return Math.round(this.registry.get("database.reads").tag("from", "replica").counter().count());
	}

	/**
	 * @param because the reason why the replica did not answer
	 */
	public long byPrimary(String because) {
		return Math.round(
				this.registry.get("database.reads").tag("from", "primary").tag("because", because).counter().count());
	}

	public long byPrimary() {
		return Math.round(this.registry.get("database.reads")
			.tag("from", "primary")
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum());
	}

}
