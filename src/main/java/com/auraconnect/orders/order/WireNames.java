package com.auraconnect.orders.order;

import java.util.Locale;

/**
 * The one spelling of an enumeration constant outside of Java code: {@code DINE_IN} is
 * written {@code dine_in}.
 */
public final class WireNames {

	private WireNames() {
	}

	/**
	 * The lower_snake name under which the API, the events and the database know the
	 * constant.
	 */
	public static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The constant of that name.
	 * @throws IllegalArgumentException if there is none
	 */
	public static <E extends Enum<E>> E parse(Class<E> type, String name) {
		return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
	}

}
