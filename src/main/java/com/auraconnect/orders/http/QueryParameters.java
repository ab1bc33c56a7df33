package com.auraconnect.orders.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.auraconnect.orders.order.WireNames;

/**
 * Reads the parameters of a query one by one and collects the faults of unreadable and of
 * unknown ones. A parser reports a fault by an {@link IllegalArgumentException}.
 */
public final class QueryParameters {

	private static final Pattern TEXT = Pattern.compile("[^\\x00\\p{Cs}]*");

	private final MultiValueMap<String, String> query;

	private final List<String> known = new ArrayList<>();

	private final List<Fault> faults = new ArrayList<>();

	/** Creates a reader of the parameters of one request. */
	public QueryParameters(MultiValueMap<String, String> query) {
		this.query = query;
	}

	/**
	 * Reads a parameter that may be given once at most.
	 * @return null if it is missing or at fault
	 */
	public <T> @Nullable T one(String name, Function<String, T> parser) {
		var values = all(name, parser);
		if (this.query.getOrDefault(name, List.of()).size() > 1) {
			this.faults.add(new Fault(name, "must be given once"));
		}
		return values.isEmpty() ? null : values.getFirst();
	}

	/** Reads a parameter that may be given once at most, with a default. */
	public <T> T one(String name, Function<String, T> parser, T otherwise) {
		var value = one(name, parser);
		return (value != null) ? value : otherwise;
	}

	/** Returns null only if {@link #requireAllUnderstood()} will throw. */
	public <T> @Nullable T required(String name, Function<String, T> parser) {
		if (!this.query.containsKey(name)) {
			this.faults.add(new Fault(name, "must be given"));
		}
		return one(name, parser);
	}

	/** Reads all valid values of a parameter; those at fault are collected as faults. */
	public <T> List<T> all(String name, Function<String, T> parser) {
		this.known.add(name);
		var values = new ArrayList<T>();
		for (var text : this.query.getOrDefault(name, List.of())) {
			var value = read(name, text, parser);
			if (value != null) {
				values.add(value);
			}
		}
		return values;
	}

	/** Parses a value from elsewhere, such as a header. Returns null if it is invalid. */
	public <T> @Nullable T read(String name, String text, Function<String, T> parser) {
		try {
			return parser.apply(text);
		}
		catch (NumberFormatException ex) {
			this.faults.add(new Fault(name, "must be a whole number"));
		}
		catch (IllegalArgumentException ex) {
			this.faults.add(new Fault(name, String.valueOf(ex.getMessage())));
		}
		catch (DateTimeException ex) {
			this.faults.add(new Fault(name, "must be a time with a zone such as 2026-11-20T18:30:00Z"));
		}
		return null;
	}

	/**
	 * @throws InvalidRequest naming every invalid parameter
	 */
	public void requireAllUnderstood() {
		this.query.keySet()
			.stream()
			.filter((name) -> !this.known.contains(name))
			.forEach((name) -> this.faults.add(new Fault(name, "is not a known parameter")));
		if (!this.faults.isEmpty()) {
			throw new InvalidRequest(this.faults);
		}
	}

	/** Returns a parser of the wire names of an enumeration. */
	public static <E extends Enum<E>> Function<String, E> nameOf(Class<E> type) {
		var constants = Arrays.asList(type.getEnumConstants());
		return (text) -> constants.stream()
			.filter((constant) -> WireNames.of(constant).equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"must be one of " + String.join(", ", constants.stream().map(WireNames::of).toList())));
	}

	/**
	 * Parses a date such as {@code 2026-11-22}, with a year of four digits.
	 * @throws IllegalArgumentException with a message for the client
	 */
	public static LocalDate date(String text) {
		try {
			return WireFormat.date(text);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("must be a date such as 2026-11-22", ex);
		}
	}

	/** Returns a parser of stripped text with a maximum number of characters. */
	public static Function<String, String> textUpTo(int max) {
		return (text) -> {
			if (!TEXT.matcher(text).matches()) {
				throw new IllegalArgumentException("must not contain NUL or unpaired surrogate characters");
			}
			if (text.codePointCount(0, text.length()) > max) {
				throw new IllegalArgumentException("must have at most " + max + " characters");
			}
			return text.strip();
		};
	}

	/** Returns a parser of whole numbers in a range. */
	public static Function<String, Integer> between(int min, int max) {
		return (text) -> {
			int number = Integer.parseInt(text);
			if (number < min || number > max) {
				throw new IllegalArgumentException("must be between " + min + " and " + max);
			}
			return number;
		};
	}

}
