package com.auraconnect.orders.order;

import java.math.BigDecimal;

import com.auraconnect.orders.pricing.Money;

/**
 * One tax of an order.
 *
 * @param rate a fraction: 0.09 is nine percent
 * @param inclusive whether the prices contain it already, so that it is shown and not
 * added
 * @param amount over all lines and taxable charges
 */
public record OrderTax(String name, BigDecimal rate, boolean inclusive, Money amount) {
}
