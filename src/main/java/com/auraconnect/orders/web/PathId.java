package com.auraconnect.orders.web;

import java.util.regex.Pattern;

/** Reads the id in a path. */
final class PathId {

	/** One way to write an id, so that one order has one path. */
	private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");

	private PathId() {
	}

	/**
	 * @throws ResourceNotFound if it is no id that anything could have
	 */
	static long parse(String text) {
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
