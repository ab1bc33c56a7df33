package com.auraconnect.orders.sandbox;

import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * JSON of the partners. Its mapper is not the service's, so that neither hides a fault of
 * the other.
 */
final class Json {

	static final JsonMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private Json() {
	}

	static byte[] bytes(Object value) {
		try {
			return MAPPER.writeValueAsBytes(value);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The text as a tree; null for an empty body, and a text node for what is not JSON.
	 */
	static JsonNode tree(String text) {
		if (text.isBlank()) {
			return JsonNodeFactory.instance.nullNode();
		}
		try {
			return MAPPER.readTree(text);
		}
		catch (JsonProcessingException ex) {
			return TextNode.valueOf(text);
		}
	}

}
