package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/** Rejects an order whose total differs from the expected one. */
public class PriceChanged extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Totals totals;

	PriceChanged(Money expected, Totals totals) {
		super("The order comes to " + totals.totalAmount() + ", not to the expected " + expected);
		this.totals = totals;
	}

	/** Returns the current totals. */
	public Totals totals() {
		return this.totals;
	}

}
