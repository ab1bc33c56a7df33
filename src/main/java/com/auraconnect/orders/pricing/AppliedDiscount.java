package com.auraconnect.orders.pricing;

/**
 * A discount and what it really took off.
 *
 * @param amount after capping, so possibly less than the discount's own value; never
 * negative
 */
public record AppliedDiscount(Discount discount, Money amount) {
}
