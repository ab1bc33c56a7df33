package com.auraconnect.orders.released;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A JSON schema with its references resolved and its {@code allOf} merged.
 *
 * @param types allowed types, empty for any
 * @param values allowed values, null for any
 * @param required names of properties that are always there
 * @param items schema of the elements, null if not given
 * @param others schema of properties without a name, null if not given
 * @param variants alternatives of which one applies, without the null type
 * @param constraints other keywords, such as {@code maxLength}
 */
record Schema(Set<String> types, @Nullable Set<JsonNode> values, Map<String, JsonNode> properties, Set<String> required,
		@Nullable JsonNode items, @Nullable JsonNode others, List<JsonNode> variants,
		Map<String, JsonNode> constraints) {

	private static final Set<String> CONSTRAINTS = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
			"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "pattern", "multipleOf",
			"uniqueItems", "format");

	static final String NULL = "null";

	/**
	 * Reads a schema.
	 * @param document the whole document, to which references point
	 */
	static Schema of(JsonNode schema, JsonNode document) {
		var found = new Schema(new LinkedHashSet<>(), null, new LinkedHashMap<>(), new LinkedHashSet<>(), null, null,
				new ArrayList<>(), new LinkedHashMap<>());
		return found.and(schema, document);
	}

	private Schema and(JsonNode reference, JsonNode document) {
		var schema = resolve(reference, document);
		var merged = this;
		for (var part : schema.path("allOf")) {
			merged = merged.and(part, document);
		}
		for (var keyword : List.of("anyOf", "oneOf")) {
			merged = merged.andOneOf(schema.path(keyword), document);
		}
		return merged.andOwn(schema);
	}

	private Schema andOneOf(JsonNode alternatives, JsonNode document) {
		var others = alternatives.valueStream().filter((one) -> !one.path("type").asText().equals(NULL)).toList();
		if (others.size() < alternatives.size()) {
			this.types.add(NULL);
		}
		if (others.size() == 1) {
			return and(others.getFirst(), document);
		}
		this.variants.addAll(others);
		return this;
	}

	private Schema andOwn(JsonNode schema) {
		var type = schema.path("type");
		if (type.isTextual()) {
			this.types.add(type.asText());
		}
		type.valueStream().forEach((name) -> this.types.add(name.asText()));
		schema.path("properties")
			.properties()
			.forEach((entry) -> this.properties.put(entry.getKey(), entry.getValue()));
		schema.path("required").valueStream().forEach((name) -> this.required.add(name.asText()));
		schema.properties()
			.stream()
			.filter((entry) -> CONSTRAINTS.contains(entry.getKey()))
			.forEach((entry) -> this.constraints.put(entry.getKey(), entry.getValue()));
		return new Schema(this.types, values(schema, this.values), this.properties, this.required,
				schema.has("items") ? schema.get("items") : this.items,
				schema.path("additionalProperties").isObject() ? schema.get("additionalProperties") : this.others,
				this.variants, this.constraints);
	}

	private static @Nullable Set<JsonNode> values(JsonNode schema, @Nullable Set<JsonNode> before) {
		if (schema.has("const")) {
			return Set.of(schema.get("const"));
		}
		return schema.has("enum") ? new LinkedHashSet<>(schema.get("enum").valueStream().toList()) : before;
	}

	/** Follows references within the document. */
	static JsonNode resolve(JsonNode node, JsonNode document) {
		var found = node;
		while (found.path("$ref").isTextual()) {
			found = document.requiredAt(found.get("$ref").asText().substring(1));
		}
		return found;
	}

}
