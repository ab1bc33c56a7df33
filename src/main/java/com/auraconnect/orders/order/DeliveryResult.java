package com.auraconnect.orders.order;

/** Result of a message to a partner. */
public enum DeliveryResult {

	/** The partner accepted the message. */
	ACCEPTED,

	/** The partner rejected the message for good; a retry would be rejected too. */
	REFUSED

}
