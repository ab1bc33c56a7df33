package com.auraconnect.orders.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks text that a client has percent-encoded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986,
 * Percent-Encoding</a>
 */
final class PercentEncoding {

	private static final int HEXADECIMAL = 16;

	private PercentEncoding() {
	}

	/**
	 * Whether every {@code %} begins an escape of two hexadecimal digits, and the escaped
	 * bytes are UTF-8.
	 */
	static boolean isDecodable(String text) {
		if (text.indexOf('%') < 0) {
			return true;
		}
		var bytes = new ByteArrayOutputStream(text.length());
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) != '%') {
				bytes.write(text.charAt(i));
				continue;
			}
			if (i + 2 >= text.length() || digit(text, i + 1) < 0 || digit(text, i + 2) < 0) {
				return false;
			}
			bytes.write(digit(text, i + 1) * HEXADECIMAL + digit(text, i + 2));
			i += 2;
		}
		return isUtf8(bytes.toByteArray());
	}

	/** The value of an ASCII digit, or -1. */
	private static int digit(String text, int index) {
		var character = text.charAt(index);
		return (character < 0x80) ? Character.digit(character, HEXADECIMAL) : -1;
	}

	private static boolean isUtf8(byte[] bytes) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
