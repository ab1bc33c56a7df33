package com.auraconnect.orders.order;

import java.util.Locale;

/**
 * Spelling of enumeration constants outside of Java code: {@code DINE_IN} is written
 * {@code dine_in}.
 */
public final class WireNames {

	private WireNames() {
	}

	/**
	 * Returns the lower_snake name of the constant in the API, the events and the
	 * database.
	 */
	public static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Parses the name of a constant.
	 * @throws IllegalArgumentException if there is none
	 */
	public static <E extends Enum<E>> E parse(Class<E> type, String name) {
		return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
	}

}
