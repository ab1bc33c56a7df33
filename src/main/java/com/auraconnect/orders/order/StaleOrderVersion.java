package com.auraconnect.orders.order;

/** The caller wants to change a version of the order that is no longer the newest one. */
public class StaleOrderVersion extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StaleOrderVersion(int expected, int actual) {
		super("The order has moved on to version " + actual + "; the change was meant for version " + expected);
	}

}
