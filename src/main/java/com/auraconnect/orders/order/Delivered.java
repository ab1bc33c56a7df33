package com.auraconnect.orders.order;

/** Result of a message to a partner. */
public enum Delivered {

	/** The partner accepted the message. */
	ACCEPTED,

	/** The partner rejected the message for good; a retry would be rejected too. */
	REFUSED

}
