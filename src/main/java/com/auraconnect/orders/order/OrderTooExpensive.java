package com.auraconnect.orders.order;

/** The order comes to more than {@link #LIMIT}, the most that can be stored. */
public class OrderTooExpensive extends RuntimeException {

	/** The largest amount of money that an order can hold, in the location's currency. */
	public static final String LIMIT = "99999999.99";

	private static final long serialVersionUID = 1L;

	OrderTooExpensive() {
		super("The order comes to more than " + LIMIT);
	}

}
