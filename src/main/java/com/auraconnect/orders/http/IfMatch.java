package com.auraconnect.orders.http;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.auraconnect.orders.order.VersionCondition;

/**
 * Parses {@code If-Match} into a condition on the version of an order, a location or a
 * check.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-if-match">RFC 9110,
 * If-Match</a>
 */
public final class IfMatch {

	/** One element of the list, possibly empty, up to the comma after it. */
	private static final Pattern ELEMENT = Pattern
		.compile("[ \\t]*(?:(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\")?[ \\t]*(?:,|$)");

	/**
	 * Form of a version. Tags are compared character by character: "03" does not match
	 * version 3.
	 */
	private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

	private static final VersionCondition NEVER = VersionCondition.oneOf(Set.of());

	private IfMatch() {
	}

	/**
	 * Combines the lines of the header into one condition. A weak tag, a tag that is no
	 * version and a malformed header never match.
	 * @param lines empty if the header is absent
	 */
	public static VersionCondition condition(List<String> lines) {
		var field = String.join(",", lines).strip();
		return (lines.isEmpty() || field.equals("*")) ? VersionCondition.ANY : list(field);
	}

	private static VersionCondition list(String field) {
		var versions = new HashSet<Integer>();
		var element = ELEMENT.matcher(field);
		for (int start = 0; start < field.length(); start = element.end()) {
			if (!element.region(start, field.length()).lookingAt()) {
				return NEVER;
			}
			var tag = element.group(2);
			if (tag != null && element.group(1) == null && VERSION.matcher(tag).matches()) {
				versions.add(Integer.valueOf(tag));
			}
		}
		return VersionCondition.oneOf(versions);
	}

}
