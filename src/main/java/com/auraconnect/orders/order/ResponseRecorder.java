package com.auraconnect.orders.order;

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
	void keep(OrderDocument answer, boolean isNew, SqlBatch writes);

	/** Lets a retry be executed again: the response of this request is not final. */
	default void doNotStore() {
	}

}
