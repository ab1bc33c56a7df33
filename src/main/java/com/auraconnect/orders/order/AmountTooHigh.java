package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/** Rejects a payment or refund that is larger than the open amount. */
public class AmountTooHigh extends RuntimeException {

	private static final long serialVersionUID = 1L;

	AmountTooHigh(Money amount, Money open) {
		super("The amount of " + amount + " is more than the " + open + " that is open");
	}

}
