package com.auraconnect.orders.payment;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderTooExpensive;
import com.auraconnect.orders.pricing.Money;

/** Limits on amounts of money in requests. */
public final class MoneyRules {

	private static final Money MAX = Money.of(OrderTooExpensive.LIMIT);

	private MoneyRules() {
	}

	/** Whether an amount is given, not negative and within the limit of an order. */
	static boolean isInRange(@Nullable Money amount) {
		return amount != null && !amount.isNegative() && amount.compareTo(MAX) <= 0;
	}

	/**
	 * Reports an amount that is not positive or above the limit of an order. Null is
	 * valid.
	 * @param fault called with field and message
	 */
	public static void positive(String field, @Nullable Money amount, BiConsumer<String, String> fault) {
		if (amount != null && (!amount.isPositive() || amount.compareTo(MAX) > 0)) {
			fault.accept(field, "must be between 0.01 and " + MAX);
		}
	}

	/**
	 * Reports an amount that is negative or above the limit of an order. Null is valid.
	 * @param fault called with field and message
	 */
	public static void notNegative(String field, @Nullable Money amount, BiConsumer<String, String> fault) {
		if (amount != null && (amount.isNegative() || amount.compareTo(MAX) > 0)) {
			fault.accept(field, "must be between 0.00 and " + MAX);
		}
	}

}
