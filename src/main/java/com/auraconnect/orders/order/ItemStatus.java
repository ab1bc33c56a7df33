package com.auraconnect.orders.order;

/** Where one line of an order stands in the kitchen. */
public enum ItemStatus {

	PENDING, PREPARING, READY,

	/** Taken off the order: still shown, but cooked by nobody and counted in no total. */
	VOIDED

}
