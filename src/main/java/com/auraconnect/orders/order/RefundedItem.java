package com.auraconnect.orders.order;

import com.auraconnect.orders.pricing.Money;

/**
 * Units of a line that a refund is for.
 *
 * @param quantity at least 1
 * @param amount their share of what the line costs, with its taxes and discounts
 */
public record RefundedItem(long itemId, int quantity, Money amount) {
}
