package com.auraconnect.orders.order;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The number that is called out at the counter, such as {@code 261122-00HK}: the business
 * day and the order's id in Crockford's base 32 (no I, L, O or U to misread or mishear).
 * It needs no counter that orders would queue for: the id is unique already.
 *
 * @see <a href="https://www.crockford.com/base32.html">Base 32</a>
 */
public final class OrderNumber {

	private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	private static final int SHORTEST = 4;

	/** Digits of the largest id. */
	private static final int LONGEST = 13;

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

	private OrderNumber() {
	}

	static String of(long id, LocalDate businessDay) {
		return DAY.format(businessDay) + '-' + called(id);
	}

	private static String called(long id) {
		var digits = new StringBuilder();
		for (var rest = id; rest > 0 || digits.length() < SHORTEST; rest >>>= 5) {
			digits.append(ALPHABET.charAt((int) (rest & 31)));
		}
		return digits.reverse().toString();
	}

	/**
	 * The id of the order whose number has that part behind the day, in any case, with O
	 * for 0 and I or L for 1 as they may be heard; empty if no number can have it.
	 */
	public static OptionalLong idCalledOut(String text) {
		var part = text.toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1');
		if (part.length() < SHORTEST || part.length() > LONGEST) {
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
		return (id > 0 && called(id).equals(part)) ? OptionalLong.of(id) : OptionalLong.empty();
	}

}
