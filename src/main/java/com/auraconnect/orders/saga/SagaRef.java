package com.auraconnect.orders.saga;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Identifies the order, or the part of an order, that a task is about; for the sagas of
 * checks the payment of a check. Its text is the task's instance name, so that each order
 * or part has each saga once.
 *
 * @param id the order, or the payment of a check
 * @param part ids of the part, such as a payment and its refund; empty for the whole
 */
record SagaRef(long tenantId, long id, List<Long> part) {

	static SagaRef of(long tenantId, long id, Long... part) {
		return new SagaRef(tenantId, id, List.of(part));
	}

	/**
	 * @throws IllegalArgumentException if the text is not a reference
	 */
	static SagaRef parse(String text) {
		var ids = Arrays.stream(text.split("/")).map(Long::valueOf).toList();
		if (ids.size() < 2) {
			throw new IllegalArgumentException(text);
		}
		return new SagaRef(ids.get(0), ids.get(1), ids.subList(2, ids.size()));
	}

	/** Id of a saga, unique in its tenant. */
	String sagaId(String taskName) {
		return Stream.concat(Stream.of(this.id), this.part.stream())
			.map(String::valueOf)
			.collect(Collectors.joining("-", taskName + "-", ""));
	}

	@Override
	public String toString() {
		return Stream.concat(Stream.of(this.tenantId, this.id), this.part.stream())
			.map(String::valueOf)
			.collect(Collectors.joining("/"));
	}

}
