package com.auraconnect.orders.web;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.idempotency.IdempotencyService.Answer;
import com.auraconnect.orders.security.Caller;

/** State of one batch request while its orders are placed. Confined to one thread. */
final class Batch {

	private final Caller caller;

	private final long limit;

	private long bytes;

	private @Nullable Answer outage;

	/**
	 * @param limit maximum size of the orders in the response, in bytes
	 */
	Batch(Caller caller, long limit) {
		this.caller = caller;
		this.limit = limit;
	}

	Caller caller() {
		return this.caller;
	}

	/** Adds an order to the response and returns whether it still fits. */
	boolean hasRoomFor(int length) {
		this.bytes += length;
		return this.bytes <= this.limit;
	}

	/**
	 * Aborts the batch because the database is unavailable. Each remaining order would
	 * wait for a connection as long as this one did, one after the other.
	 * @param answer the answer to the order that met the outage
	 */
	void abort(Answer answer) {
		this.outage = answer;
	}

	/**
	 * Returns the answer to all remaining orders, null while the database is available.
	 */
	@Nullable Answer outage() {
		return this.outage;
	}

}
