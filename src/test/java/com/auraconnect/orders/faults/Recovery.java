package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Effect of a fault on the clients.
 *
 * @param label of the injection
 * @param unavailability the longest time without any acknowledged request, from its start
 * to the time in which full work must be back
 * @param recovery time from its end until each replica has answered and no further
 * request failed
 * @param failures requests that failed from its start on
 */
record Recovery(String label, Duration unavailability, Duration recovery, long failures) {

	/** Computes one for each injection of a run. */
	static List<Recovery> of(Run run) {
		return IntStream.range(0, run.injected().size()).mapToObj((i) -> of(run, i)).toList();
	}

	private static Recovery of(Run run, int number) {
		var injected = run.injected().get(number);
		var next = (number + 1 < run.injected().size()) ? run.injected().get(number + 1).start() : run.load();
		var until = run.operations().stream().filter((operation) -> operation.start().compareTo(next) < 0).toList();
		var during = until.stream().filter((operation) -> operation.end().compareTo(injected.start()) > 0).toList();
		var after = until.stream().filter((operation) -> operation.start().compareTo(injected.end()) > 0).toList();
		return new Recovery(injected.injection().label(), longestGap(injected.start(), during),
				recovery(injected.end(), after), during.stream().filter(Operation::isFailure).count());
	}

	private static Duration longestGap(Duration start, List<Operation> operations) {
		var longest = Duration.ZERO;
		var before = start;
		for (var end : operations.stream().filter(Operation::isAcknowledged).map(Operation::end).sorted().toList()) {
			var gap = end.minus(before);
			longest = (gap.compareTo(longest) > 0) ? gap : longest;
			before = end;
		}
		return longest;
	}

	private static Duration recovery(Duration end, List<Operation> operations) {
		var lastFailure = operations.stream().filter(Operation::isFailure).map(Operation::end);
		var firstAnswers = IntStream.range(0, Site.REPLICAS)
			.boxed()
			.flatMap((replica) -> operations.stream()
				.filter((operation) -> operation.replica() == replica && operation.isAcknowledged())
				.map(Operation::end)
				.min(Comparator.naturalOrder())
				.stream());
		return Stream.concat(lastFailure, firstAnswers)
			.max(Comparator.naturalOrder())
			.map((time) -> time.minus(end))
			.orElse(Duration.ZERO);
	}

}
