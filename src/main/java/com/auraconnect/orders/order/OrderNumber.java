package com.auraconnect.orders.order;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * The number that is called out at the counter, such as {@code 261122-00HK}: the business
 * day and the order's id in Crockford's base 32 (no I, L, O or U to misread or mishear).
 * It needs no counter that orders would queue for: the id is unique already.
 *
 * @see <a href="https://www.crockford.com/base32.html">Base 32</a>
 */
final class OrderNumber {

	private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

	private static final int SHORTEST = 4;

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

	private OrderNumber() {
	}

	static String of(long id, LocalDate businessDay) {
		var digits = new StringBuilder();
		for (var rest = id; rest > 0 || digits.length() < SHORTEST; rest >>>= 5) {
			digits.append(ALPHABET[(int) (rest & 31)]);
		}
		return DAY.format(businessDay) + '-' + digits.reverse();
	}

}
