package com.auraconnect.orders.order;

/** Status of one line of an order in the kitchen. */
public enum ItemStatus {

	/** Waits until its course is fired. */
	HELD,

	PENDING, PREPARING, READY,

	/** Taken off the order: still shown, but not prepared and not part of any total. */
	VOIDED

}
