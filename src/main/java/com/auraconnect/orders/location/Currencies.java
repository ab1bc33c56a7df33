package com.auraconnect.orders.location;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Currencies that a location can have: those of ISO 4217 that are money of a country
 * today. Former ones, metals, funds and test codes are none.
 */
final class Currencies {

	private static final Set<String> KNOWN = current();

	private Currencies() {
	}

	private static Set<String> current() {
		var current = new TreeSet<String>();
		for (var country : Locale.getISOCountries()) {
			var currency = Currency.getInstance(Locale.of("", country));
			if (currency != null && currency.getDefaultFractionDigits() >= 0) {
				current.add(currency.getCurrencyCode());
			}
		}
		return current;
	}

	static boolean isKnown(String code) {
		return KNOWN.contains(code);
	}

	/** Returns the number of decimals of a known currency. */
	static int decimals(String code) {
		return Currency.getInstance(code).getDefaultFractionDigits();
	}

}
