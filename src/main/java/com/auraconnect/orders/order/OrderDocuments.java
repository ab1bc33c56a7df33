package com.auraconnect.orders.order;

import java.util.Optional;

/** Serializes orders as the API returns them. */
public interface OrderDocuments {

	/** Serializes an order that is completely loaded. */
	OrderDocument of(Order order);

	/**
	 * Reads the document from the database by one statement; sees the changes of the
	 * current transaction.
	 */
	Optional<OrderDocument> find(long tenantId, long orderId);

}
