package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScheduleTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final List<Fault> ALL = Fault.named("");

	@Test
	void theSameSeedHasTheSameFaults() {
		assertThat(Schedule.of(7, MINUTE, ALL)).isEqualTo(Schedule.of(7, MINUTE, ALL))
			.hasToString(Schedule.of(7, MINUTE, ALL).toString());
		assertThat(Schedule.of(7, MINUTE, ALL).injections()).isNotEqualTo(Schedule.of(8, MINUTE, ALL).injections());
	}

	@Test
	void consecutiveSeedsTakeTurns() {
		var counts = LongStream.range(0, ALL.size())
			.boxed()
			.flatMap((seed) -> Schedule.of(seed, MINUTE, ALL).injections().stream())
			.collect(Collectors.groupingBy(Injection::fault, Collectors.counting()));
		assertThat(counts).containsOnlyKeys(Fault.values());
		assertThat(counts.values()).containsOnly(7L);
	}

	@Test
	void aFaultLastsAsLongAsItsKindAllows() {
		assertThat(
				LongStream.range(0, 50).boxed().flatMap((seed) -> Schedule.of(seed, MINUTE, ALL).injections().stream()))
			.allSatisfy((injection) -> assertThat(injection.length()).isBetween(injection.fault().shortest(),
					injection.fault().longest()))
			.allSatisfy((injection) -> assertThat(injection.replica()).isBetween(0, Site.REPLICAS - 1));
	}

	@Test
	void companionsHitSomethingElse() {
		var together = LongStream.range(0, 50)
			.boxed()
			.flatMap((seed) -> Schedule.of(seed, MINUTE, ALL).injections().stream())
			.filter((injection) -> injection.companion() != null)
			.toList();
		assertThat(together).hasSizeBetween(40, 140)
			.allSatisfy(
					(injection) -> assertThat(injection.companion().target()).isNotEqualTo(injection.fault().target()));
	}

	@Test
	void faultsAreChosenByName() {
		assertThat(Fault.named("kill, redis-crash")).containsExactly(Fault.KILL, Fault.REDIS_CRASH);
		assertThat(Schedule.of(3, MINUTE, Fault.named("kill")).injections()).isNotEmpty()
			.allSatisfy((injection) -> assertThat(injection.label()).isEqualTo("kill"));
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.named("flood"));
		assertThat(Arrays.stream(Fault.values()).map(Fault::label)).doesNotHaveDuplicates();
	}

}
