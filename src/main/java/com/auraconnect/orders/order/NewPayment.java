package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * New payment of an order.
 *
 * @param amount the amount without the tip
 * @param token the payment service's one-time card token, null for cash
 */
public record NewPayment(PaymentMethod method, Money amount, Money tip, @Nullable String token) {

	/** Leaves out the token. */
	@Override
	public String toString() {
		return "NewPayment[method=" + this.method + ", amount=" + this.amount + ", tip=" + this.tip + "]";
	}

}
