package com.auraconnect.orders.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Limits of the texts of a caller's own. */
class MetadataRequestTests {

	private static final JsonMapper JSON = new JsonMapper();

	@Test
	void textsUpToTheLimitsAreTaken() {
		assertThat(faults(Map.of("k".repeat(40), "v".repeat(200), "é 🍔", "🍔".repeat(200), "empty", ""))).isEmpty();
		assertThat(faults(entries(20, ""))).isEmpty();
		assertThat(faults(Map.of())).isEmpty();
	}

	@Test
	void keysAndValuesTogetherHave2048Bytes() {
		var full = entries(10, "v".repeat(200));
		full.put("x".repeat(28), "");
		assertThat(faults(full)).isEmpty();

		full.put("x", "");
		assertThat(faults(full)).containsExactly(": must have at most 2048 bytes in all");
	}

	@Test
	void allFaultsAreFoundAtOnce() {
		var entries = entries(18, "");
		entries.put("tableId", "v".repeat(201));
		entries.put("line", "a\nb");
		entries.put("k".repeat(41), "");

		assertThat(faults(entries)).containsExactly(": must have at most 20 entries",
				"tableId: must have at most 200 characters",
				"line: must not contain control or unpaired surrogate characters");
	}

	@Test
	void keysAreShortAndPrintable() {
		for (var key : List.of("", " ", "k".repeat(41), "a\tb", "\0", "\ud800")) {
			assertThat(faults(Map.of(key, ""))).containsExactly(": has a key that is not 1 to 40 printable characters");
		}
	}

	@Test
	void valuesAreTexts() {
		Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("number", 7);
		entries.put("none", null);
		entries.put("list", List.of("a"));
		entries.put("object", Map.of());
		entries.put("text", "a");

		assertThat(faults(entries)).containsExactly("number: must be a text", "none: must be a text",
				"list: must be a text", "object: must be a text");
	}

	@Test
	void anythingButAnObjectIsOneFault() {
		for (var json : List.of(JsonNodeFactory.instance.arrayNode().add("a"), JsonNodeFactory.instance.numberNode(7),
				JsonNodeFactory.instance.textNode("a"))) {
			var faults = new ArrayList<String>();
			new MetadataRequest(json).check((field, message) -> faults.add(field + ": " + message));
			assertThat(faults).containsExactly(": must be an object");
		}
	}

	@Test
	void entriesKeepTheirOrder() {
		var entries = new LinkedHashMap<String, String>();
		entries.put("z", "1");
		entries.put("a", "2");

		var metadata = new MetadataRequest(JSON.valueToTree(entries)).toMetadata();

		assertThat(metadata).isNotNull();
		assertThat(metadata.entries().keySet()).containsExactly("z", "a");
		assertThat(new MetadataRequest(JSON.createObjectNode()).toMetadata()).isNull();
	}

	private static Map<String, Object> entries(int count, String value) {
		var entries = new LinkedHashMap<String, Object>();
		IntStream.range(0, count).forEach((i) -> entries.put("k" + i, value));
		return entries;
	}

	private static List<String> faults(Map<String, ?> entries) {
		var faults = new ArrayList<String>();
		new MetadataRequest(JSON.valueToTree(entries)).check((field, message) -> faults.add(field + ": " + message));
		return faults;
	}

}
