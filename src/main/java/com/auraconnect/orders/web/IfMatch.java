package com.auraconnect.orders.web;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.auraconnect.orders.order.VersionCondition;

/**
 * Reads the versions that a change is meant for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-if-match">RFC 9110,
 * If-Match</a>
 */
final class IfMatch {

	/** One entity tag of a list, which may also be missing, up to the comma behind it. */
	private static final Pattern ELEMENT = Pattern
		.compile("[ \\t]*(?:(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\")?[ \\t]*(?:,|$)");

	/** Tags are compared character by character: "03" is none of version 3. */
	private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

	private static final VersionCondition NEVER = VersionCondition.oneOf(Set.of());

	private IfMatch() {
	}

	/**
	 * The condition that these lines of the header make together. A weak tag never
	 * matches, nor does one that is no version, nor does a field that is not of the form.
	 * @param lines empty where there is no such header
	 */
	static VersionCondition condition(List<String> lines) {
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
