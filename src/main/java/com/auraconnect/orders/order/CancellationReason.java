package com.auraconnect.orders.order;

/** Why an order was called off. */
public enum CancellationReason {

	CUSTOMER_REQUEST, OUT_OF_STOCK, KITCHEN_ERROR, PAYMENT_FAILED, TIMEOUT,

	/** Anything else; comes with notes that say what. */
	OTHER

}
