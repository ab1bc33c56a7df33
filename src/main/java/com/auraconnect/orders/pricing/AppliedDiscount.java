package com.auraconnect.orders.pricing;

/**
 * Discount with its applied amount.
 *
 * @param amount after capping, so possibly less than the discount's own value; never
 * negative
 */
public record AppliedDiscount(Discount discount, Money amount) {
}
