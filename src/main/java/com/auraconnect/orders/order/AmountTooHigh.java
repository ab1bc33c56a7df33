package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/** Rejects a payment or refund that is larger than the open amount. */
public class AmountTooHigh extends RuntimeException {

	private static final long serialVersionUID = 1L;

	AmountTooHigh(Money amount, Money open) {
		this("The amount of " + amount + " is more than the " + open + " that is open");
	}

	private AmountTooHigh(String message) {
		super(message);
	}

	static AmountTooHigh ofQuantity(NewRefund.Item wanted, int left) {
		return new AmountTooHigh(
				"Of item " + wanted.itemId() + " " + left + " can be refunded, not " + wanted.quantity());
	}

}
