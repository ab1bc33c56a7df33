package com.auraconnect.orders.web;

import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonStreamContext;

/** Names a place in a body as a client would: {@code items[0].quantity}. */
final class JsonPaths {

	private static final int LONGEST_NAME = 60;

	private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

	private JsonPaths() {
	}

	/** Where that object or list has been read to. */
	static String of(JsonStreamContext place) {
		var path = new StringBuilder();
		append(path, place);
		return path.toString();
	}

	/** A field of the object that is there; its name can be anything. */
	static String of(JsonStreamContext place, String name) {
		var path = new StringBuilder();
		append(path, place);
		append(path, printable(name));
		return path.toString();
	}

	private static void append(StringBuilder path, JsonStreamContext place) {
		if (place.inRoot()) {
			return;
		}
		append(path, place.getParent());
		if (place.inArray()) {
			path.append('[').append(place.getCurrentIndex()).append(']');
		}
		else {
			append(path, place.getCurrentName());
		}
	}

	private static void append(StringBuilder path, String name) {
		path.append(path.isEmpty() ? "" : ".").append(name);
	}

	private static String printable(String name) {
		var start = (name.length() > LONGEST_NAME) ? name.substring(0, LONGEST_NAME) + "..." : name;
		return UNPRINTABLE.matcher(start).replaceAll("?");
	}

}
