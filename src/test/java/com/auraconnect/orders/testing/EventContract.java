package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

/**
 * Validates events against docs/asyncapi.yaml. It is stricter than subscribers should be:
 * a field that is not described is a fault here. Safe for use by many threads.
 */
public final class EventContract {

	/** The description that subscribers get. */
	public static final Path FILE = Path.of("docs", "asyncapi.yaml");

	private static final int LARGEST = 16 * 1024;

	/** Schemas that no other schema extends. */
	private static final List<String> WHOLE = List.of("Item", "Payment");

	private final JsonNode document;

	private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
			(builder) -> builder
				.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

	private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

	/**
	 * @param document in AsyncAPI 3.0
	 */
	EventContract(JsonNode document) {
		this.document = document.deepCopy();
		var all = this.document.required("components").required("schemas");
		close(all);
		WHOLE.forEach((name) -> ((ObjectNode) all.path(name)).put("additionalProperties", false));
	}

	/** The contract in {@link #FILE}. */
	public static EventContract ofFile() {
		return InFile.CONTRACT;
	}

	/** Forbids undescribed fields in composed schemas and in the elements of lists. */
	private static void close(JsonNode schemas) {
		schemas.forEach(EventContract::close);
		if (schemas instanceof ObjectNode schema && schema.has("allOf")) {
			schema.put("unevaluatedProperties", false);
		}
		if (schemas.path("type").asText().equals("array") && schemas.at("/items/properties") instanceof ObjectNode) {
			((ObjectNode) schemas.required("items")).put("additionalProperties", false);
		}
	}

	/**
	 * Checks a message against the description.
	 * @throws AssertionError naming the difference from the description
	 */
	public void check(String message) {
		List<String> faults = faults(message);
		if (!faults.isEmpty()) {
			throw new AssertionError("%s%nis not what %s says: %s".formatted(message, FILE, faults));
		}
	}

	/** All differences of a message from the description; empty if it is valid. */
	public List<String> faults(String message) {
		JsonNode event = EventFeed.parse(message);
		String type = event.path("event_type").asText();
		if (!this.document.at("/components/schemas").has(type)) {
			return List.of("there is no type " + type);
		}
		List<String> faults = new ArrayList<>();
		if (message.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
			faults.add("it is larger than 16 KiB");
		}
		Stream<Error> found = this.schemas.computeIfAbsent(type, this::compiled).validate(event).stream();
		found.map(Error::toString).forEach(faults::add);
		return faults;
	}

	private Schema compiled(String type) {
		var root = JsonNodeFactory.instance.objectNode();
		root.put("$ref", "#/components/schemas/" + type);
		root.set("components", this.document.required("components"));
		return this.registry.getSchema(root);
	}

	private static final class InFile {

		static final EventContract CONTRACT = read();

		private static EventContract read() {
			try {
				return new EventContract(new YAMLMapper().readTree(FILE.toFile()));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
