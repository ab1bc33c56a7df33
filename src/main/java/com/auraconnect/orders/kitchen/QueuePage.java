package com.auraconnect.orders.kitchen;

import org.jspecify.annotations.Nullable;

/**
 * A page of a kitchen's queue.
 *
 * @param orders JSON array of the orders, oldest first, UTF-8; must not be modified
 * @param sequence sequence of the location's newest event in the snapshot of the page
 * @param limit maximum number of orders on the page
 * @param next position of the last order, null on the last page
 */
@SuppressWarnings("ArrayRecordComponent")
public record QueuePage(byte[] orders, long sequence, int limit, @Nullable QueuePosition next) {

	boolean isEmpty() {
		return this.orders.length == "[]".length();
	}

}
