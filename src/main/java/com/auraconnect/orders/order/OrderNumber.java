package com.auraconnect.orders.order;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Order number that is called out at the counter, such as {@code 261122-00HK}: the
 * business day and the order's id in Crockford's base 32, which has no I, L, O or U to
 * misread or mishear. The id is unique already, so no locked counter is needed.
 *
 * @see <a href="https://www.crockford.com/base32.html">Base 32</a>
 */
public final class OrderNumber {

	private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	private static final int MIN_LENGTH = 4;

	/** Number of digits of the largest id. */
	private static final int MAX_LENGTH = 13;

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

	private OrderNumber() {
	}

	static String of(long id, LocalDate businessDay) {
		return DAY.format(businessDay) + '-' + encode(id);
	}

	private static String encode(long id) {
		var digits = new StringBuilder();
		for (var rest = id; rest > 0 || digits.length() < MIN_LENGTH; rest >>>= 5) {
			digits.append(ALPHABET.charAt((int) (rest & 31)));
		}
		return digits.reverse().toString();
	}

	/**
	 * Parses the part of an order number behind the day. Accepts any case, O for 0 and I
	 * or L for 1.
	 * @return the order's id, empty if no order number can end so
	 */
	public static OptionalLong idByShortNumber(String text) {
		var part = text.toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1');
		if (part.length() < MIN_LENGTH || part.length() > MAX_LENGTH) {
			return OptionalLong.empty();
		}
		long id = 0;
		for (var digit : part.toCharArray()) {
			var value = ALPHABET.indexOf(digit);
			if (value < 0) {
				return OptionalLong.empty();
			}
			id = id << 5 | value;
		}
		return (id > 0 && encode(id).equals(part)) ? OptionalLong.of(id) : OptionalLong.empty();
	}

}
