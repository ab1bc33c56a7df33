package com.auraconnect.orders.web;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.idempotency.IdempotencyService.Answer;
import com.auraconnect.orders.security.Caller;

/** One batch while its orders are taken, by one thread. */
final class Batch {

	private final Caller caller;

	private final long limit;

	private long bytes;

	private @Nullable Answer outage;

	/**
	 * @param limit bytes that the orders in its answer may have
	 */
	Batch(Caller caller, long limit) {
		this.caller = caller;
		this.limit = limit;
	}

	Caller caller() {
		return this.caller;
	}

	/** Whether an order still fits into the answer, which is then counted. */
	boolean hasRoomFor(int length) {
		this.bytes += length;
		return this.bytes <= this.limit;
	}

	/**
	 * Ends it for want of the database. Each of the orders that are left would wait for a
	 * connection as long as the one before it did, one after the other.
	 * @param answer to the order that has met the outage
	 */
	void breakOff(Answer answer) {
		this.outage = answer;
	}

	/** The answer to each order that is left; null as long as they can be taken. */
	@Nullable Answer outage() {
		return this.outage;
	}

}
