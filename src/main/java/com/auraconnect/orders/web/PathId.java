package com.auraconnect.orders.web;

/** Reads the id in a path. */
final class PathId {

	private PathId() {
	}

	/**
	 * @throws NothingHere if it is no id that anything could have
	 */
	static long parse(String text) {
		try {
			var id = Long.parseLong(text);
			if (id > 0) {
				return id;
			}
		}
		catch (NumberFormatException ex) {
			// not a number, or one that is too large for an id
		}
		throw new NothingHere();
	}

}
