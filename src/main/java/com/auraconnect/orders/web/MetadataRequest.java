package com.auraconnect.orders.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.FreeFormPart;
import com.auraconnect.orders.order.Metadata;

/**
 * Texts of the caller's own: an object of strings.
 *
 * @param json any JSON, until it is checked
 */
record MetadataRequest(JsonNode json) implements FreeFormPart {

	private static final int ENTRIES = 20;

	private static final int KEY = 40;

	private static final int VALUE = 200;

	/** Keys and values together, in bytes of UTF-8. */
	private static final int BYTES = 2048;

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	MetadataRequest {
	}

	/** Converts valid metadata; null without entries. */
	@Nullable Metadata toMetadata() {
		var entries = new LinkedHashMap<String, String>();
		this.json.properties().forEach((entry) -> entries.put(entry.getKey(), entry.getValue().textValue()));
		return entries.isEmpty() ? null : new Metadata(entries);
	}

	@Override
	public void check(BiConsumer<String, String> fault) {
		if (!this.json.isObject()) {
			fault.accept("", "must be an object");
			return;
		}
		if (this.json.size() > ENTRIES) {
			fault.accept("", "must have at most " + ENTRIES + " entries");
		}
		if (this.json.properties().stream().mapToLong(MetadataRequest::bytes).sum() > BYTES) {
			fault.accept("", "must have at most " + BYTES + " bytes in all");
		}
		this.json.properties().stream().limit(ENTRIES).forEach((entry) -> check(entry, fault));
	}

	private static long bytes(Map.Entry<String, JsonNode> entry) {
		return entry.getKey().getBytes(StandardCharsets.UTF_8).length
				+ entry.getValue().asText().getBytes(StandardCharsets.UTF_8).length;
	}

	private static void check(Map.Entry<String, JsonNode> entry, BiConsumer<String, String> fault) {
		var key = entry.getKey();
		if (key.isBlank() || length(key) > KEY || !isPlain(key)) {
			fault.accept("", "has a key that is not 1 to " + KEY + " printable characters");
			return;
		}
		if (!entry.getValue().isTextual()) {
			fault.accept(key, "must be a text");
			return;
		}
		var value = entry.getValue().textValue();
		if (length(value) > VALUE) {
			fault.accept(key, "must have at most " + VALUE + " characters");
		}
		if (!isPlain(value)) {
			fault.accept(key, "must not contain control or unpaired surrogate characters");
		}
	}

	private static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	private static boolean isPlain(String text) {
		return text.codePoints()
			.noneMatch((character) -> Character.isISOControl(character)
					|| Character.getType(character) == Character.SURROGATE);
	}

}
