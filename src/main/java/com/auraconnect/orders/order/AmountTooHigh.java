package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/** Rejects a payment, tip or refund that is larger than what is left for it. */
public class AmountTooHigh extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public AmountTooHigh(Money amount, Money open) {
		this("The amount of " + amount + " is more than the " + open + " that is open");
	}

	private AmountTooHigh(String message) {
		super(message);
	}

	static AmountTooHigh ofTip(Money tip, Money left) {
		return new AmountTooHigh("A tip of " + tip + " is more than the " + left + " that is left of the cash");
	}

	static AmountTooHigh ofQuantity(NewRefund.Item wanted, int left) {
		return new AmountTooHigh(
				"Of item " + wanted.itemId() + " " + left + " can be refunded, not " + wanted.quantity());
	}

}
