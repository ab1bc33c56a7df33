package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/** More was to be paid, or given back, than is open. */
public class AmountTooHigh extends RuntimeException {

	private static final long serialVersionUID = 1L;

	AmountTooHigh(Money amount, Money open) {
		super("The amount of " + amount + " is more than the " + open + " that is open");
	}

}
