package com.auraconnect.orders.web;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.idempotency.IdempotentRequests.Answer;
import com.auraconnect.orders.security.Caller;

/** One batch while its orders are taken, by one thread. */
final class Batch {

	private final Caller caller;

	private @Nullable Answer outage;

	Batch(Caller caller) {
		this.caller = caller;
	}

	Caller caller() {
		return this.caller;
	}

	/**
	 * Ends it for want of the database. Each of the orders that are left would wait for a
	 * connection as long as the one before it did, one after the other.
	 * @param answer to the order that has met the outage
	 */
	void breakOff(Answer answer) {
		this.outage = answer;
	}

	/** What the orders are answered that are left, null as long as they can be taken. */
	@Nullable Answer outage() {
		return this.outage;
	}

}
