package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.ArrayList;

import com.auraconnect.orders.testing.TestSize;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two replicas under load and faults: afterwards nothing is lost, doubled, out of order
 * or unbalanced. {@code ./mvnw verify -Pfaults} runs this test alone.
 */
@Tag(TestSize.ENDURANCE)
@Tag("faults")
class FaultsIT {

	private static final long SEED = Long.getLong("faults.seed", 1);

	private static final int SEEDS = Integer.getInteger("faults.seeds", 1);

	/** Of the load of one seed; the instance of the endurance suite is a short one. */
	private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("faults.seconds", 30));

	private static final String ONLY = System.getProperty("faults.only", "");

	/** Whether the first seed with findings is the last one. */
	private static final boolean STOPS = Boolean.getBoolean("faults.stop");

	@Test
	void nothingIsLostDoubledOutOfOrderOrUnbalanced() {
		var runs = new ArrayList<Run>();
		FaultReport report = null;
		for (long seed = SEED; seed < SEED + SEEDS && !(STOPS && report != null && report.hasFindings()); seed++) {
			runs.add(Run.of(Schedule.of(seed, LENGTH, Fault.named(ONLY))));
			report = new FaultReport(runs);
			report.write();
		}
		assertThat(report.findings()).as(report.markdown()).isEmpty();
	}

}
