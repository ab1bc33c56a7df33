package com.auraconnect.orders.saga;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a task is about: an order, and perhaps a part of it. As text it is the instance
 * name of the task, so that each order, or part, has each saga once.
 *
 * @param part the ids that lead to the part, such as a payment and its refund; empty for
 * the order as a whole
 */
record OrderRef(long tenantId, long orderId, List<Long> part) {

	static OrderRef of(long tenantId, long orderId, Long... part) {
		return new OrderRef(tenantId, orderId, List.of(part));
	}

	/**
	 * @throws IllegalArgumentException if it is not the text of an order
	 */
	static OrderRef parse(String text) {
		var ids = Arrays.stream(text.split("/")).map(Long::valueOf).toList();
		if (ids.size() < 2) {
			throw new IllegalArgumentException(text);
		}
		return new OrderRef(ids.get(0), ids.get(1), ids.subList(2, ids.size()));
	}

	/** The name of a saga of the order, within its tenant. */
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
