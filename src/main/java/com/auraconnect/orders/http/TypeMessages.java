package com.auraconnect.orders.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.InputCoercionException;

import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.pricing.Amount;

/** Words for clients which type a value must have. */
final class TypeMessages {

	private static final Map<Class<?>, String> VALUES = Map.of(LocalDate.class, "must be a date such as \"2026-11-22\"",
			Long.class, "must be a whole number", Integer.class, "must be a whole number", String.class, "must be text",
			Boolean.class, "must be true or false", Amount.class,
			"must be an amount of money in a string such as \"33.98\"", BigDecimal.class,
			"must be a decimal number in a string such as \"20.00\"", Instant.class,
			"must be a time with a zone such as \"2026-11-20T18:30:00Z\"");

	private TypeMessages() {
	}

	/**
	 * Returns the message for a value that Jackson could not read.
	 * @param type the Java type that the value was read as
	 */
	static String of(Class<?> type, JacksonException ex) {
		return (ex instanceof InputCoercionException) ? "is out of range" : of(type);
	}

	/** Describes the JSON form of a Java type. */
	static String of(Class<?> type) {
		if (type.isEnum()) {
			return "must be one of " + names((Enum<?>[]) type.getEnumConstants());
		}
		if (Collection.class.isAssignableFrom(type)) {
			return "must be a list";
		}
		return VALUES.getOrDefault(type, "must be an object");
	}

	private static String names(Enum<?>[] constants) {
		return Arrays.stream(constants).map(WireNames::of).collect(Collectors.joining(", "));
	}

}
