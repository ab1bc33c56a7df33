package com.auraconnect.orders.web;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.auraconnect.orders.order.WireNames;

/**
 * Reads the parameters of a query one by one and remembers those that it could not read,
 * or was never asked for. A parser says what is wrong by an
 * {@link IllegalArgumentException}.
 */
final class QueryParameters {

	private static final Pattern TEXT = Pattern.compile("[^\\x00\\p{Cs}]*");

	private final MultiValueMap<String, String> query;

	private final List<String> known = new ArrayList<>();

	private final List<Fault> faults = new ArrayList<>();

	QueryParameters(MultiValueMap<String, String> query) {
		this.query = query;
	}

	<T> @Nullable T one(String name, Function<String, T> parser) {
		var values = all(name, parser);
		if (this.query.getOrDefault(name, List.of()).size() > 1) {
			this.faults.add(new Fault(name, "must be given once"));
		}
		return values.isEmpty() ? null : values.getFirst();
	}

	<T> T one(String name, Function<String, T> parser, T otherwise) {
		var value = one(name, parser);
		return (value != null) ? value : otherwise;
	}

	/** Null only until {@link #requireAllUnderstood()} is asked. */
	<T> @Nullable T required(String name, Function<String, T> parser) {
		if (!this.query.containsKey(name)) {
			this.faults.add(new Fault(name, "must be given"));
		}
		return one(name, parser);
	}

	<T> List<T> all(String name, Function<String, T> parser) {
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

	/**
	 * Reads what somebody has found elsewhere, such as in a header; null if it is faulty.
	 */
	<T> @Nullable T read(String name, String text, Function<String, T> parser) {
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
	 * @throws InvalidRequest naming every parameter that cannot be understood
	 */
	void requireAllUnderstood() {
		this.query.keySet()
			.stream()
			.filter((name) -> !this.known.contains(name))
			.forEach((name) -> this.faults.add(new Fault(name, "is not a parameter of this list")));
		if (!this.faults.isEmpty()) {
			throw new InvalidRequest(this.faults);
		}
	}

	/** A parser of the names that the constants have on the wire. */
	static <E extends Enum<E>> Function<String, E> nameOf(Class<E> type) {
		var constants = Arrays.asList(type.getEnumConstants());
		return (text) -> constants.stream()
			.filter((constant) -> WireNames.of(constant).equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"must be one of " + String.join(", ", constants.stream().map(WireNames::of).toList())));
	}

	/** A parser of text without the spaces around it, so many characters at most. */
	static Function<String, String> textUpTo(int most) {
		return (text) -> {
			if (!TEXT.matcher(text).matches()) {
				throw new IllegalArgumentException("must not contain zero or broken characters");
			}
			if (text.codePointCount(0, text.length()) > most) {
				throw new IllegalArgumentException("must have at most " + most + " characters");
			}
			return text.strip();
		};
	}

	/** A parser of whole numbers in a range. */
	static Function<String, Integer> between(int least, int most) {
		return (text) -> {
			int number = Integer.parseInt(text);
			if (number < least || number > most) {
				throw new IllegalArgumentException("must be between " + least + " and " + most);
			}
			return number;
		};
	}

}
