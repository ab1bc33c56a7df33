package com.auraconnect.orders.web;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the version that a change is meant for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-if-match">RFC 9110,
 * If-Match</a>
 */
final class IfMatch {

	/** A version that no order has: a weak or foreign tag never matches. */
	private static final int NONE = -1;

	private static final Pattern STRONG = Pattern.compile("\"(\\d{1,9})\"");

	private IfMatch() {
	}

	/** The version, or null where any will do. */
	static @Nullable Integer version(@Nullable String header) {
		if (header == null || header.equals("*")) {
			return null;
		}
		var tag = STRONG.matcher(header.strip());
		return tag.matches() ? Integer.valueOf(tag.group(1)) : NONE;
	}

}
