package com.auraconnect.orders.order;

import java.util.List;

/**
 * Keeps what follows from a change, in the transaction of that change: the event that
 * will be published, the task that carries it on. What a journal writes is there exactly
 * if the change is.
 */
public interface TransactionalOrderListener {

	/**
	 * @param order as it is in the database by now, with its new version
	 * @param document the same order as clients see it
	 * @param events what happened to it, first things first; never empty
	 * @param writes takes what is to be written
	 */
	void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes);

}
