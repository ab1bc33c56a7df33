/**
 * Pricing of orders: pure functions over values, without frameworks, storage or time. The
 * rules are those of {@code docs/money.md}; "step 3" in this package's Javadoc is step 3
 * there. The entry point is {@link PriceCalculator}.
 */
@NullMarked
package com.auraconnect.orders.pricing;

import org.jspecify.annotations.NullMarked;
