package com.auraconnect.orders.order;

/**
 * Where the answer to a request is kept for the case that the request comes again. What
 * is kept is there exactly if the request's work is: both are in one transaction.
 */
@FunctionalInterface
public interface ResponseRecorder {

	/** For requests that nobody will recognise. */
	ResponseRecorder NONE = (_, _, _) -> {
	};

	/**
	 * Keeps the answer; called within the transaction, last. What it throws undoes the
	 * work.
	 * @param isNew whether the order has just been taken
	 * @param writes takes what is to be written
	 */
	void keep(OrderDocument answer, boolean isNew, SqlBatch writes);

	/**
	 * Has the request done anew if it comes again: what it was answered is not for good.
	 */
	default void doNotStore() {
	}

}
