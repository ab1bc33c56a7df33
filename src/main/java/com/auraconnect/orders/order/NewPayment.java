package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * A payment towards an order.
 *
 * @param amount towards the order, without the tip
 * @param token the payment service's one-time name for a card, null for cash
 */
public record NewPayment(PaymentMethod method, Money amount, Money tip, @Nullable String token) {

	/** Without the token. */
	@Override
	public String toString() {
		return "NewPayment[method=" + this.method + ", amount=" + this.amount + ", tip=" + this.tip + "]";
	}

}
