package com.auraconnect.orders.saga;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Identifies the order, or the part of an order, that a task is about. Its text is the
 * task's instance name, so that each order or part has each saga once.
 *
 * @param part ids of the part, such as a payment and its refund; empty for the whole
 * order
 */
record OrderRef(long tenantId, long orderId, List<Long> part) {

	static OrderRef of(long tenantId, long orderId, Long... part) {
		return new OrderRef(tenantId, orderId, List.of(part));
	}

	/**
	 * @throws IllegalArgumentException if the text is not an order reference
	 */
	static OrderRef parse(String text) {
		var ids = Arrays.stream(text.split("/")).map(Long::valueOf).toList();
		if (ids.size() < 2) {
			throw new IllegalArgumentException(text);
		}
		return new OrderRef(ids.get(0), ids.get(1), ids.subList(2, ids.size()));
	}

	/** Id of a saga of this order, unique in its tenant. */
	String sagaId(String taskName) {
		return Stream.concat(Stream.of(this.orderId), this.part.stream())
			.map(String::valueOf)
			.collect(Collectors.joining("-", taskName + "-", ""));
	}

	@Override
	public String toString() {
		return Stream.concat(Stream.of(this.tenantId, this.orderId), this.part.stream())
			.map(String::valueOf)
			.collect(Collectors.joining("/"));
	}

}
