package com.auraconnect.orders.clients;

import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Validates the fields of a partner's response against the contract and the limits of the
 * columns. A fault names the field and the rule, never the value, so that it may be
 * logged and shown.
 */
final class ContractValidation {

	/** Longest authorization or reservation id that a call is made with. */
	private static final int LONGEST_HANDLE = 1000;

	private ContractValidation() {
	}

	/** A field violates the contract. */
	static final class Fault extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		Fault(String field, String rule) {
			super(field + " " + rule);
		}

	}

	static <T> T required(String field, @Nullable T value) {
		if (value == null) {
			throw new Fault(field, "is missing");
		}
		return value;
	}

	/** A required list without nulls. */
	static <T> List<T> list(String field, @Nullable List<T> values) {
		var list = required(field, values);
		list.forEach((value) -> required(field, value));
		return list;
	}

	static long id(String field, @Nullable Long value) {
		var id = required(field, value);
		if (id <= 0) {
			throw new Fault(field, "is not positive");
		}
		return id;
	}

	static <T> void unique(String field, List<T> values, Function<T, Long> id) {
		var ids = new HashSet<Long>();
		for (var value : values) {
			if (!ids.add(id.apply(value))) {
				throw new Fault(field, "has an id twice");
			}
		}
	}

	/** A required text of one line. */
	static String text(String field, @Nullable String value, int max) {
		var text = required(field, value);
		if (text.isBlank()) {
			throw new Fault(field, "is blank");
		}
		return storable(field, text, max);
	}

	static @Nullable String optional(String field, @Nullable String value, int max) {
		return (value != null) ? storable(field, value, max) : null;
	}

	/** An optional number from 0 to the maximum. */
	static @Nullable Integer optional(String field, @Nullable Integer value, int max) {
		if (value != null && (value < 0 || value > max)) {
			throw new Fault(field, "is not between 0 and " + max);
		}
		return value;
	}

	/** Length is counted in Unicode code points, as PostgreSQL does. */
	private static String storable(String field, String text, int max) {
		if (text.codePointCount(0, text.length()) > max) {
			throw new Fault(field, "is longer than " + max + " characters");
		}
		if (text.codePoints().anyMatch(ContractValidation::isUnprintable)) {
			throw new Fault(field, "has control characters or broken ones");
		}
		return text;
	}

	private static boolean isUnprintable(int character) {
		return Character.getType(character) == Character.CONTROL || Character.getType(character) == Character.SURROGATE;
	}

	/** An amount with no more decimals than the currency, up to the largest. */
	static Money amount(String field, Amount value, MinorUnit unit) {
		if (!value.fits(unit)) {
			throw new Fault(field, "has more decimals than the currency");
		}
		if (value.value().abs().compareTo(unit.largest().toBigDecimal()) > 0) {
			throw new Fault(field, "is more than can be stored");
		}
		return value.in(unit);
	}

	/**
	 * A required id that the partner gave to something later calls refer to. It may be
	 * longer than its column.
	 */
	static String handle(String field, @Nullable String value) {
		var handle = text(field, value, LONGEST_HANDLE);
		if (handle.equals(".") || handle.equals("..")) {
			throw new Fault(field, "is no name");
		}
		return handle;
	}

}
