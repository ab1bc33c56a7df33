package com.auraconnect.orders.order;

import java.util.Optional;

/** Writes orders down as clients see them. */
public interface OrderDocuments {

	/** The document of an order that is in memory as a whole. */
	OrderDocument of(Order order);

	/**
	 * The document as the database has it now, changes of the running transaction
	 * included: one statement.
	 */
	Optional<OrderDocument> find(long tenantId, long orderId);

}
