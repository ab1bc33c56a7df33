package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/**
 * New refund of a payment.
 *
 * @param amount positive; the part of the payment that is not tip goes back first
 */
public record NewRefund(Money amount, Refund.Kind kind, String reason) {
}
