package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonPointer;
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
 * Validates answers against docs/openapi.yaml. It is stricter than clients should be: a
 * field or an error code that is not described is a fault here.
 * <p>
 * A request without a described operation must be refused with a problem. Safe for use by
 * many threads.
 */
public final class ApiContract {

	/** The description that clients get. */
	public static final Path FILE = Path.of("docs", "openapi.yaml");

	private static final List<Integer> NO_OPERATION = List.of(400, 401, 403, 404, 405, 413);

	private static final String PROBLEM = "application/problem+json";

	private final JsonNode document;

	private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
			(builder) -> builder
				.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

	private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

	private final List<PathTemplate> paths;

	/**
	 * @param document in OpenAPI 3.1
	 */
	ApiContract(JsonNode document) {
		this.document = document.deepCopy();
		this.document.at("/components/schemas").forEach(ApiContract::close);
		this.paths = this.document.required("paths")
			.propertyStream()
			.map((path) -> new PathTemplate(path.getKey(), path.getValue()))
			.sorted(Comparator.comparingInt(PathTemplate::variables))
			.toList();
	}

	/** The contract in {@link #FILE}. */
	public static ApiContract ofFile() {
		return InFile.CONTRACT;
	}

	/** The schemas of another description in OpenAPI. */
	public static ApiContract of(JsonNode document) {
		return new ApiContract(document);
	}

	/** Forbids undescribed fields, unless the description permits them. */
	private static void close(JsonNode schema) {
		if (schema.has("properties") && !schema.has("additionalProperties")) {
			((ObjectNode) schema).put("additionalProperties", false);
		}
	}

	/**
	 * Checks that the description permits that answer to that request.
	 * @throws AssertionError naming the difference from the description
	 */
	public void check(String method, String path, Answer answer) {
		try {
			var operation = operation(method, path.replaceFirst("\\?.*", ""));
			if (operation.isPresent()) {
				checkOperation(operation.get(), answer);
			}
			else {
				require(NO_OPERATION.contains(answer.status()), "there is no such operation");
				checkBody("Problem", PROBLEM, answer);
			}
		}
		catch (UncheckedIOException | AssertionError ex) {
			throw new AssertionError("%s %s was answered %s%nwhich is not what %s says: %s".formatted(method, path,
					answer, FILE, ex.getMessage()), ex);
		}
	}

	/** Validates a body against a schema; empty if it is valid. */
	public List<String> faults(String schema, JsonNode body) {
		return this.schemas.computeIfAbsent(schema, this::compiled)
			.validate(body)
			.stream()
			.map(Error::toString)
			.toList();
	}

	private Optional<JsonNode> operation(String method, String path) {
		return this.paths.stream()
			.filter((template) -> template.matches(path))
			.findFirst()
			.map((template) -> template.item().get(method.toLowerCase(Locale.ROOT)));
	}

	private void checkOperation(JsonNode operation, Answer answer) {
		var status = operation.required("responses").get(Integer.toString(answer.status()));
		require(status != null, "there is no such status");
		var response = resolved(status);
		response.path("headers").properties().forEach((header) -> {
			var isRequired = resolved(header.getValue()).path("required").asBoolean();
			require(!isRequired || answer.header(header.getKey()).isPresent(), "it has no " + header.getKey());
		});
		if (!response.has("content")) {
			require(answer.body().isEmpty(), "it has a body");
			return;
		}
		var type = answer.header("Content-Type").orElse("none").replaceFirst(";.*", "");
		var content = response.required("content").get(type);
		require(content != null, "it is not " + type);
		checkBody(content.at("/schema/$ref").asText().replaceFirst(".*/", ""), type, answer);
		if (type.equals(PROBLEM)) {
			require(content.required("examples").has(answer.text("/code")), "that code is not among those of the call");
		}
	}

	private void checkBody(String schema, String type, Answer answer) {
		require(answer.header("Content-Type").orElse("none").startsWith(type), "it is not " + type);
		var faults = faults(schema, answer.json());
		require(faults.isEmpty(), String.join(", ", faults));
	}

	private JsonNode resolved(JsonNode node) {
		return node.has("$ref") ? this.document.at(JsonPointer.compile(node.required("$ref").asText().substring(1)))
				: node;
	}

	private Schema compiled(String name) {
		var root = JsonNodeFactory.instance.objectNode();
		root.put("$ref", "#/components/schemas/" + name);
		root.set("components", this.document.required("components"));
		return this.registry.getSchema(root);
	}

	private static void require(boolean isSo, String otherwise) {
		if (!isSo) {
			throw new AssertionError(otherwise);
		}
	}

	private record PathTemplate(String template, JsonNode item) {

		boolean matches(String path) {
			return path.matches(this.template.replaceAll("\\{\\w+}", "[^/]+"));
		}

		int variables() {
			return this.template.split("\\{").length;
		}

	}

	private static final class InFile {

		static final ApiContract CONTRACT = read();

		private static ApiContract read() {
			try {
				return new ApiContract(new YAMLMapper().readTree(FILE.toFile()));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
