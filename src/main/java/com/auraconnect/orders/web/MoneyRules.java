package com.auraconnect.orders.web;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderTooExpensive;
import com.auraconnect.orders.pricing.Money;

/** What amounts of money a request may name. */
final class MoneyRules {

	private static final Money MOST = Money.of(OrderTooExpensive.LIMIT);

	private MoneyRules() {
	}

	static void positive(String field, @Nullable Money amount, BiConsumer<String, String> fault) {
		if (amount != null && (!amount.isPositive() || amount.compareTo(MOST) > 0)) {
			fault.accept(field, "must be between 0.01 and " + MOST);
		}
	}

	static void notNegative(String field, @Nullable Money amount, BiConsumer<String, String> fault) {
		if (amount != null && (amount.isNegative() || amount.compareTo(MOST) > 0)) {
			fault.accept(field, "must be between 0.00 and " + MOST);
		}
	}

}
