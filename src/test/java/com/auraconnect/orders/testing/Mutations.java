package com.auraconnect.orders.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Mutates JSON as faulty or malicious clients do. Not safe for use by many threads.
 */
public final class Mutations {

	private static final JsonMapper JSON = new JsonMapper();

	private static final List<String> VALUES = List.of("null", "true", "[]", "{}", "\"\"", "\" \"", "0", "-1", "1.5",
			"1e400", "99999999999999999999", "9223372036854775807", "2147483648", "-0.0", "\"33.98\"", "\"-1.00\"",
			"\"1e9\"", "\"NaN\"", "\"999999999999.99\"", "\"0.001\"", "\"2026-11-22T18:00:00Z\"",
			"\"9999999-01-01T00:00:00Z\"", "\"-999999999-01-01T00:00:00Z\"", "\"confirmed\"", "\"CONFIRMED\"",
			"\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\ud83c\udf54\"", "\"\\u202e\\u2066\"",
			"\"'; DROP TABLE orders; --\"", "\"<script>\"", "\"${jndi:ldap://x}\"", "\"%s%n%d\"", "[[[[[]]]]]",
			"\"tok_ok\"", "\"tok_declined\"", "\"quote\"");

	private static final String LETTERS = "{}[]\",:\\0a\u0000\u00e9\ud83c ";

	private final Random random;

	public Mutations(Random random) {
		this.random = random;
	}

	/**
	 * The text of that JSON with up to two changes; sometimes invalid JSON.
	 */
	public String of(JsonNode body) {
		var changed = body.deepCopy();
		for (int i = this.random.nextInt(3); i > 0; i--) {
			change(changed);
		}
		var text = changed.toString();
		return (this.random.nextInt(8) == 0) ? broken(text) : text;
	}

	private void change(JsonNode root) {
		var containers = new ArrayList<JsonNode>();
		collect(root, containers);
		switch (oneOf(containers)) {
			case ObjectNode object -> change(object);
			case ArrayNode array -> change(array);
			default -> throw new IllegalStateException();
		}
	}

	private void change(ObjectNode object) {
		var names = new ArrayList<String>();
		object.fieldNames().forEachRemaining(names::add);
		var name = (names.isEmpty() || this.random.nextInt(10) == 0) ? "surprise" : oneOf(names);
		if (this.random.nextInt(4) == 0) {
			object.remove(name);
		}
		else {
			object.set(name, value());
		}
	}

	private void change(ArrayNode array) {
		switch (this.random.nextInt(4)) {
			case 0 -> array.removeAll();
			case 1 -> array.add(value());
			case 2 -> {
				for (int i = 0; i < 60 && !array.isEmpty(); i++) {
					array.add(array.get(0));
				}
			}
			default -> array.insert(0, value());
		}
	}

	/** A random unexpected value. */
	public JsonNode value() {
		try {
			return (this.random.nextInt(20) == 0) ? JSON.getNodeFactory().textNode("x".repeat(100_000))
					: JSON.readTree(oneOf(VALUES));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String broken(String text) {
		var place = this.random.nextInt(text.length() + 1);
		var letter = LETTERS.charAt(this.random.nextInt(LETTERS.length()));
		return switch (this.random.nextInt(3)) {
			case 0 -> text.substring(0, place);
			case 1 -> text.substring(0, place) + letter + text.substring(place);
			default -> text.substring(0, place) + letter + text.substring(Math.min(text.length(), place + 1));
		};
	}

	/** One of them, each as likely as the others. */
	public <T> T oneOf(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	private static void collect(JsonNode node, List<JsonNode> containers) {
		if (node instanceof ContainerNode<?>) {
			containers.add(node);
			node.forEach((child) -> collect(child, containers));
		}
	}

}
