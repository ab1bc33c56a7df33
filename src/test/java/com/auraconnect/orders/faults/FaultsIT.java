package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.ArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two replicas under load and faults: afterwards nothing is lost, doubled, out of order
 * or unbalanced. {@code ./mvnw verify -Pfaults} runs this test alone.
 */
@Tag("faults")
class FaultsIT {

	private static final long SEED = Long.getLong("faults.seed", 1);

	private static final int SEEDS = Integer.getInteger("faults.seeds", 1);

	/** Length of the load of one seed. */
	private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("faults.seconds", 30));

	private static final String ONLY = System.getProperty("faults.only", "");

	/** Whether the first seed with findings is the last one. */
	private static final boolean STOPS = Boolean.getBoolean("faults.stop");

	/** Acknowledged requests without which a seed proves nothing. */
	private static final long LEAST_LOAD = 100;

	@Test
	void nothingIsLostDoubledOutOfOrderOrUnbalanced() {
		var runs = new ArrayList<Run>();
		@Nullable FaultReport report = null;
		for (long seed = SEED; seed < SEED + SEEDS && !(STOPS && report != null && report.hasFindings()); seed++) {
			runs.add(Run.of(Schedule.of(seed, LENGTH, Fault.named(ONLY))));
			report = new FaultReport(runs);
			report.write();
		}
		assertThat(runs).extracting(Run::acknowledged)
			.as("acknowledged requests of each seed")
			.isNotEmpty()
			.allSatisfy((acknowledged) -> assertThat(acknowledged).isGreaterThan(LEAST_LOAD));
		var all = new FaultReport(runs);
		assertThat(all.findings()).as(all.markdown()).isEmpty();
	}

}
