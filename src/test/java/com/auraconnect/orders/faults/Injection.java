package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One fault of a schedule.
 *
 * @param pause from the end of the one before to its start
 * @param length from its start to the moment at which it is ended
 * @param replica the number of the replica that it hits
 * @param companion a fault that begins with it and ends with it, null for none
 */
record Injection(Duration pause, Fault fault, Duration length, int replica, @Nullable Fault companion) {

	/** Its one or two faults, those of replicas first. */
	List<Fault> faults() {
		return Stream.of(this.fault, this.companion)
			.filter(Objects::nonNull)
			.sorted(Comparator.comparing((fault) -> !fault.target().equals("replica")))
			.toList();
	}

	String label() {
		return this.fault.label() + ((this.companion != null) ? "+" + this.companion.label() : "");
	}

	@Override
	public String toString() {
		return "after %d ms %s for %d ms at replica %d".formatted(this.pause.toMillis(), label(),
				this.length.toMillis(), this.replica);
	}

}
