package com.auraconnect.orders.order;

/** Reason for which an order was cancelled. */
public enum CancellationReason {

	CUSTOMER_REQUEST, OUT_OF_STOCK, KITCHEN_ERROR, PAYMENT_FAILED, TIMEOUT,

	/** Any other reason; the notes describe it. */
	OTHER

}
