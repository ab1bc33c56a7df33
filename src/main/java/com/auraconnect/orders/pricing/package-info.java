/**
 * What an order costs: pure functions over values, free of frameworks, storage and time.
 * The rules are those of {@code docs/money.md}; "step 3" in this package's Javadoc is
 * step 3 there. {@link PriceCalculator} is the way in.
 */
@NullMarked
package com.auraconnect.orders.pricing;

import org.jspecify.annotations.NullMarked;
