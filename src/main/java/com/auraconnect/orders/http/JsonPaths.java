package com.auraconnect.orders.http;

import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonStreamContext;

/** Writes the path of a field as a client would: {@code items[0].quantity}. */
final class JsonPaths {

	private static final int MAX_NAME_LENGTH = 60;

	private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

	private JsonPaths() {
	}

	/** Returns the path of the current position in an object or list. */
	static String of(JsonStreamContext position) {
		var path = new StringBuilder();
		append(path, position);
		return path.toString();
	}

	/** Returns the path of a field of an object. Its name is arbitrary client input. */
	static String of(JsonStreamContext position, String name) {
		var path = new StringBuilder();
		append(path, position);
		append(path, printable(name));
		return path.toString();
	}

	private static void append(StringBuilder path, JsonStreamContext position) {
		if (position.inRoot()) {
			return;
		}
		append(path, position.getParent());
		if (position.inArray()) {
			path.append('[').append(position.getCurrentIndex()).append(']');
		}
		else {
			append(path, position.getCurrentName());
		}
	}

	private static void append(StringBuilder path, String name) {
		path.append(path.isEmpty() ? "" : ".").append(name);
	}

	private static String printable(String name) {
		var start = (name.length() > MAX_NAME_LENGTH) ? name.substring(0, MAX_NAME_LENGTH) + "..." : name;
		return UNPRINTABLE.matcher(start).replaceAll("?");
	}

}
