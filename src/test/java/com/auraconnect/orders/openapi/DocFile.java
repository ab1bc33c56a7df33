package com.auraconnect.orders.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.core.util.Yaml31;
import org.springframework.core.io.ClassPathResource;

/** A file under {@code openapi/}, in YAML or JSON. */
record DocFile(String name) {

	private static final ObjectMapper YAML = YAMLMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	static DocFile example(String name) {
		return new DocFile("examples/" + name + ".json");
	}

	static DocFile textExample(String name) {
		return new DocFile("examples/" + name + ".txt");
	}

	String text() {
		try {
			return new ClassPathResource("openapi/" + this.name).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("openapi/" + this.name + " cannot be read", ex);
		}
	}

	JsonNode tree() {
		try (var content = new ClassPathResource("openapi/" + this.name).getInputStream()) {
			return YAML.readTree(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("openapi/" + this.name + " cannot be read", ex);
		}
	}

	/** Returns the entries of the file, in its order. */
	<T> Map<String, T> entries(Class<T> type) {
		Map<String, T> entries = new LinkedHashMap<>();
		tree().properties().forEach((entry) -> entries.put(entry.getKey(), read(entry.getValue(), type)));
		return entries;
	}

	private <T> T read(JsonNode entry, Class<T> type) {
		try {
			return YAML.treeToValue(entry, type);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("openapi/" + this.name + " has invalid content", ex);
		}
	}

	/** Converts a node in OpenAPI's own syntax. */
	static <T> T openApi(JsonNode node, Class<T> type) {
		return Yaml31.mapper().convertValue(node, type);
	}

}
