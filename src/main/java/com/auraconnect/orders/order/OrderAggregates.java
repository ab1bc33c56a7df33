package com.auraconnect.orders.order;

import java.util.Optional;

/**
 * Loads orders with their lines, payments and history, and writes orders: what
 * {@link OrderRepository} cannot declare as a query.
 */
interface OrderAggregates {

	/**
	 * Reads an order with all its parts, by one statement: they are of one moment.
	 */
	Optional<Order> find(long tenantId, long id);

	/**
	 * Loads the lines, payments and history of an order, by one statement.
	 * @param order its row, as just loaded
	 * @return the same order
	 */
	Order withParts(Order order);

	/**
	 * Assigns ids to the new parts of an order. A new order must get them before a
	 * transaction begins, which would hold a connection.
	 */
	void assignIds(Order order);

	/**
	 * Adds the statements that bring the database to the state of the order: all rows of
	 * a new order, otherwise what differs from its rows as they were loaded or last
	 * written. The batch throws {@link ConcurrentChange} if the stored version is another
	 * one by then.
	 */
	void write(Order order, SqlBatch writes);

}
