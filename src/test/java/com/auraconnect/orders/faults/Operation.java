package com.auraconnect.orders.faults;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One request of a client, as the client saw it.
 *
 * @param client the subject of its token
 * @param key the idempotency key, null for a read
 * @param kind of operation: place, pay, read, ...
 * @param target what it is about, {@code order/17}; empty for a list and a create
 * @param replica the number of the replica that was asked
 * @param starts how often that replica had been started again at the start
 * @param start since the start of the history
 * @param end since the start of the history
 * @param status of the answer, 0 if there was none
 * @param code of the problem, empty if there was none
 * @param id of the order in the answer, 0 for none
 * @param version of the order in the answer, 0 for none
 * @param isReplay whether it is the stored answer to an earlier attempt
 * @param isForeign whether the answer shows an order of another tenant
 */
record Operation(String client, @Nullable String key, String kind, String target, int replica, int starts,
		Duration start, Duration end, int status, String code, long id, int version, boolean isReplay,
		boolean isForeign) {

	boolean isAcknowledged() {
		return this.status / 100 == 2;
	}

	/**
	 * Whether it may have been done, or may be done later. A refusal because the same
	 * request is under way says nothing either.
	 */
	boolean isUnknown() {
		return this.status == 0 || this.status >= 500 || this.code.equals("IDEMPOTENCY_IN_PROGRESS");
	}

	/** Whether the service did not work as it should. */
	boolean isFailure() {
		return this.status == 0 || this.status >= 500;
	}

	boolean isWrite() {
		return this.key != null;
	}

	@Override
	public String toString() {
		return "%s by %s at %d to %d ms: %d, version %d%s".formatted(this.kind, this.client, this.start.toMillis(),
				this.end.toMillis(), this.status, this.version, this.isReplay ? ", replayed" : "");
	}

}
