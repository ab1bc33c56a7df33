package com.auraconnect.orders.order;

/**
 * Loads the parts of orders and writes orders, the part of {@link OrderRepository} that
 * is not a query.
 */
interface OrderAggregates {

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
