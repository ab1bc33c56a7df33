package com.auraconnect.orders.http;

import java.util.regex.Pattern;

/** Parses the id in a path. */
public final class PathId {

	/** Canonical form of an id, so that one order has one path. */
	private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");

	private PathId() {
	}

	/**
	 * Parses an id.
	 * @throws ResourceNotFound if the text is not the canonical form of an id
	 */
	public static long parse(String text) {
		try {
			if (ID.matcher(text).matches()) {
				return Long.parseLong(text);
			}
		}
		catch (NumberFormatException ex) {
			// larger than any id
		}
		throw new ResourceNotFound();
	}

}
