package com.auraconnect.orders.openapi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.auraconnect.orders.testing.ApiContract;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Completeness of the API description. */
class OpenApiTests {

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

	private final JsonNode document = new YAMLMapper().readTree(ApiContract.FILE.toFile());

	OpenApiTests() throws IOException {
	}

	@Test
	void everyOperationIsDescribed() {
		assertThat(operations(this.document)).isNotEmpty()
			.allSatisfy(
					(operation) -> assertThat(missing(operation)).as("add %s to openapi/operations", operation.key())
						.isEmpty());
	}

	@Test
	void anUndescribedOperationIsDetected() throws IOException {
		var document = new YAMLMapper().readTree("""
				paths:
				  /api/v1/forgotten:
				    put:
				      operationId: forget
				      requestBody: { content: { application/json: { schema: {} } } }
				      responses: { '200': { description: OK, content: { application/json: { schema: {} } } } }
				""");

		assertThat(missing(operations(document).getFirst())).containsExactly("a summary", "a description", "a tag",
				"an example of its body", "an example of its answer", "its error codes");
	}

	@Test
	void everyDescribedOperationExists() {
		var tags = this.document.required("tags").findValuesAsText("name");

		assertThat(operations(this.document)).extracting(Operation::key)
			.containsExactlyInAnyOrderElementsOf(new OperationDocs(tags).operations());
	}

	@Test
	void everyReferenceHasItsTarget() {
		assertThat(this.document.findValuesAsText("$ref")).hasSizeGreaterThan(100)
			.allSatisfy(
					(reference) -> assertThat(this.document.at(reference.substring(1)).isMissingNode()).as(reference)
						.isFalse());
	}

	@Test
	void everyIdIsUnique() {
		assertThat(operations(this.document)).extracting((operation) -> operation.node().path("operationId").asText())
			.doesNotHaveDuplicates();
	}

	@Test
	void everySchemaHasADescription() {
		assertThat(this.document.at("/components/schemas").properties()).isNotEmpty()
			.allSatisfy((schema) -> assertThat(schema.getValue().path("description").asText())
				.as("add %s to openapi/fields.yml", schema.getKey())
				.isNotBlank());
	}

	@Test
	void everyExampleMatchesItsSchema() {
		var contents = operations(this.document).stream()
			.flatMap((operation) -> operation.node().findValues("content").stream())
			.flatMap((content) -> StreamSupport.stream(content.spliterator(), false))
			.filter((content) -> content.has("example") && content.at("/schema").has("$ref"))
			.toList();

		assertThat(contents).hasSizeGreaterThan(20);
		assertThat(contents.stream().flatMap((content) -> faults(content).stream())).isEmpty();
	}

	private static List<String> faults(JsonNode content) {
		var schema = content.at("/schema/$ref").asText().replaceFirst(".*/", "");
		return ApiContract.ofFile()
			.faults(schema, content.required("example"))
			.stream()
			.map((fault) -> schema + ": " + fault)
			.toList();
	}

	@Test
	void everyExampleProblemMatchesItsSchema() {
		assertThat(this.document.at("/components/examples")).isNotEmpty()
			.allSatisfy((example) -> assertThat(ApiContract.ofFile().faults("Problem", example.required("value")))
				.isEmpty());
	}

	private static List<Operation> operations(JsonNode document) {
		return document.required("paths")
			.propertyStream()
			.flatMap((path) -> path.getValue()
				.propertyStream()
				.filter((method) -> METHODS.contains(method.getKey()))
				.map((method) -> new Operation(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
						method.getValue())))
			.collect(Collectors.toList());
	}

	private static List<String> missing(Operation operation) {
		var missing = new ArrayList<String>();
		var node = operation.node();
		require(missing, "an operationId", node.hasNonNull("operationId"));
		require(missing, "a summary", node.hasNonNull("summary"));
		require(missing, "a description", node.hasNonNull("description"));
		require(missing, "a tag", node.path("tags").size() == 1);
		require(missing, "an example of its body",
				!node.has("requestBody") || !node.path("requestBody").findValues("example").isEmpty());
		require(missing, "an example of its answer",
				node.path("responses")
					.propertyStream()
					.filter((response) -> response.getKey().startsWith("2"))
					.anyMatch((response) -> response.getValue().findValue("example") != null));
		require(missing, "its error codes",
				node.path("responses").propertyStream().anyMatch((response) -> response.getValue().has("$ref")));
		return missing;
	}

	private static void require(List<String> missing, String what, boolean isThere) {
		if (!isThere) {
			missing.add(what);
		}
	}

	private record Operation(String key, JsonNode node) {

		@Override
		public String toString() {
			return this.key;
		}

	}

}
