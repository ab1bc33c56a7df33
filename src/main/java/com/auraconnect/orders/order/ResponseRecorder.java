package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/**
 * Stores the response of a request for its retries. Response and work are committed in
 * one transaction, so one is stored exactly if the other is.
 */
@FunctionalInterface
public interface ResponseRecorder {

	/** Stores nothing; for requests without an idempotency key. */
	ResponseRecorder NONE = (_, _, _) -> {
	};

	/**
	 * Stores the response. Called last within the transaction; an exception rolls the
	 * work back.
	 * @param isNew whether the request created the order
	 * @param writes collects the statements to execute
	 */
	void record(OrderDocument answer, boolean isNew, SqlBatch writes);

	/**
	 * Stores a response that is not an order, in the transaction of the calling thread.
	 * Called last within it; an exception rolls the work back.
	 * @param body the body as it is sent
	 * @param version the {@code ETag}, null without one
	 */
	default void record(int status, byte[] body, @Nullable Integer version) {
	}

	/** Lets a retry be executed again: the response of this request is not final. */
	default void doNotStore() {
	}

}
