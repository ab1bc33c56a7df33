package com.auraconnect.orders.testing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Who has answered the reads of a service that has a replica. */
public record ReadCounts(MeterRegistry registry) {

	public long byReplica() {
		return Math.round(this.registry.get("database.reads").tag("from", "replica").counter().count());
	}

	/**
	 * @param because why it was not the replica
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
