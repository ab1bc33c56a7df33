package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/** The order does not come to what the till has shown. */
public class PriceChanged extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Totals totals;

	PriceChanged(Money expected, Totals totals) {
		super("The order comes to " + totals.totalAmount() + ", not to the expected " + expected);
		this.totals = totals;
	}

	/** What it comes to. */
	public Totals totals() {
		return this.totals;
	}

}
