package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The faults of one run. The same seed has the same faults; consecutive seeds take turns,
 * so that each fault occurs about as often as every other.
 */
record Schedule(long seed, List<Injection> injections) {

	/** Time in which full work must be back, and a little more. */
	static final Duration RECOVERY = Duration.ofSeconds(5);

	/** Average time of an injection with the pause before it. */
	private static final Duration SLOT = Duration.ofMillis(8_500);

	/** One in so many faults has a companion. */
	private static final int TOGETHER = 4;

	/**
	 * The schedule of a seed.
	 * @param length of the run, at least one fault is in it
	 * @param faults to choose from
	 */
	static Schedule of(long seed, Duration length, List<Fault> faults) {
		var random = new Random(seed);
		int count = Math.max(1, (int) (length.toMillis() / SLOT.toMillis()));
		var injections = new ArrayList<Injection>();
		for (int i = 0; i < count; i++) {
			injections.add(injection(turn(seed * count + i, faults), faults, random));
		}
		return new Schedule(seed, List.copyOf(injections));
	}

	/** All faults are shuffled anew when each has had its turn. */
	private static Fault turn(long number, List<Fault> faults) {
		var shuffled = new ArrayList<>(faults);
		Collections.shuffle(shuffled, new Random(Math.floorDiv(number, faults.size())));
		return shuffled.get(Math.floorMod(number, faults.size()));
	}

	private static Injection injection(Fault fault, List<Fault> faults, Random random) {
		var pause = RECOVERY.plusMillis(random.nextInt(1_000));
		long variation = fault.longest().minus(fault.shortest()).toMillis();
		var length = fault.shortest().plusMillis(random.nextLong(variation + 1));
		int replica = random.nextInt(Site.REPLICAS);
		return new Injection(pause, fault, length, replica, companion(fault, faults, random));
	}

	private static @Nullable Fault companion(Fault fault, List<Fault> faults, Random random) {
		var others = faults.stream().filter((other) -> !other.target().equals(fault.target())).toList();
		if (random.nextInt(TOGETHER) > 0 || others.isEmpty()) {
			return null;
		}
		return others.get(random.nextInt(others.size()));
	}

	/**
	 * Whether streams lose their oldest entries: with Redis, or because the service
	 * shortens them when Redis has no memory left.
	 */
	boolean losesStreams() {
		return this.injections.stream()
			.flatMap((injection) -> injection.faults().stream())
			.anyMatch(Set.of(Fault.REDIS_CRASH, Fault.REDIS_FLUSHED, Fault.REDIS_FULL)::contains);
	}

	@Override
	public String toString() {
		return this.injections.stream()
			.map(Injection::toString)
			.collect(Collectors.joining("\n  ", "seed " + this.seed + ":\n  ", ""));
	}

}
