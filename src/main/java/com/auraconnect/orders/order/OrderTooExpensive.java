package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/** Rejects an order with a sum above the largest amount of its currency. */
public class OrderTooExpensive extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String field;

	private OrderTooExpensive(String field, String message, Money limit) {
		super(message + limit);
		this.field = field;
	}

	static OrderTooExpensive byItems(Money limit) {
		return new OrderTooExpensive("items", "come to more than ", limit);
	}

	static OrderTooExpensive byAdjustment(Money limit) {
		return new OrderTooExpensive("value", "makes the order come to more than ", limit);
	}

	static OrderTooExpensive byTip(Money limit) {
		return new OrderTooExpensive("tip_amount", "makes the order come to more than ", limit);
	}

	/** Returns the field of the request that causes it, such as {@code items}. */
	public String field() {
		return this.field;
	}

}
