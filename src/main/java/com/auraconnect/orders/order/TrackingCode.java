package com.auraconnect.orders.order;

import java.security.SecureRandom;

/**
 * Secret in a guest's tracking link: 26 letters and digits, 130 random bits, so that no
 * code can be guessed from another.
 */
final class TrackingCode {

	private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

	private static final int LENGTH = 26;

	private static final SecureRandom RANDOM = new SecureRandom();

	private TrackingCode() {
	}

	static String next() {
		var bytes = new byte[LENGTH];
		RANDOM.nextBytes(bytes);
		var code = new char[LENGTH];
		for (int i = 0; i < LENGTH; i++) {
			code[i] = ALPHABET[bytes[i] & 31];
		}
		return new String(code);
	}

}
