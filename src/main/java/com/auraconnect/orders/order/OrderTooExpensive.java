package com.auraconnect.orders.order;

/** Rejects an order with a sum above {@link #LIMIT}, the largest that can be stored. */
public class OrderTooExpensive extends RuntimeException {

	/** The largest amount of money that an order can hold, in the location's currency. */
	public static final String LIMIT = "99999999.99";

	private static final long serialVersionUID = 1L;

	private final String field;

	private OrderTooExpensive(String field, String message) {
		super(message + LIMIT);
		this.field = field;
	}

	static OrderTooExpensive byItems() {
		return new OrderTooExpensive("items", "come to more than ");
	}

	static OrderTooExpensive byAdjustment() {
		return new OrderTooExpensive("value", "makes the order come to more than ");
	}

	static OrderTooExpensive byTip() {
		return new OrderTooExpensive("tip_amount", "makes the order come to more than ");
	}

	/** Returns the field of the request that causes it, such as {@code items}. */
	public String field() {
		return this.field;
	}

}
