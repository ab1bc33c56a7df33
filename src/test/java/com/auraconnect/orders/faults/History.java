package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * All operations of the clients, in the order of their ends. Safe for use by many
 * threads.
 */
final class History {

	private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

	private final long start = System.nanoTime();

	/** The time since its start. */
	Duration now() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	void add(Operation operation) {
		this.operations.add(operation);
	}

	List<Operation> operations() {
		return List.copyOf(this.operations);
	}

	/** The attempts at each write, by its key. */
	Map<String, List<Operation>> writes() {
		return this.operations.stream()
			.filter(Operation::isWrite)
			.collect(Collectors.groupingBy(Operation::key, TreeMap::new, Collectors.toList()));
	}

}
