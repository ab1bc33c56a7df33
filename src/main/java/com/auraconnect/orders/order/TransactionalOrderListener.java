package com.auraconnect.orders.order;

import java.util.List;

/**
 * Adds writes to the transaction of a change, such as the outbox event or the saga task.
 * They are committed exactly if the change is.
 */
public interface TransactionalOrderListener {

	/**
	 * Called before the commit of a change that has events.
	 * @param order the order with its new version
	 * @param document the same order as the API returns it
	 * @param events the events of the change, oldest first; never empty
	 * @param writes collects the statements to execute
	 */
	void beforeCommit(Order order, OrderDocument document, List<OrderEvent> events, SqlBatch writes);

}
