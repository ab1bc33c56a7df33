package com.auraconnect.orders.payment;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Amount;

/**
 * Limits on amounts of money in requests that hold in all currencies. The order checks
 * those of its own: how many decimals an amount has, and the largest.
 */
public final class MoneyRules {

	private MoneyRules() {
	}

	/**
	 * Whether an amount is given, not negative and within the largest of any currency.
	 */
	static boolean isInRange(@Nullable Amount amount) {
		return amount != null && !amount.isNegative() && amount.compareTo(Amount.LARGEST) <= 0;
	}

	/**
	 * Reports an amount that is not positive or above the largest of any currency. Null
	 * is valid.
	 * @param fault called with field and message
	 */
	public static void positive(String field, @Nullable Amount amount, BiConsumer<String, String> fault) {
		if (amount != null && (!amount.isPositive() || amount.compareTo(Amount.LARGEST) > 0)) {
			fault.accept(field, "must be above 0 and at most " + Amount.LARGEST);
		}
	}

	/**
	 * Reports an amount that is negative or above the largest of any currency. Null is
	 * valid.
	 * @param fault called with field and message
	 */
	public static void notNegative(String field, @Nullable Amount amount, BiConsumer<String, String> fault) {
		if (amount != null && (amount.isNegative() || amount.compareTo(Amount.LARGEST) > 0)) {
			fault.accept(field, "must be between 0 and " + Amount.LARGEST);
		}
	}

}
