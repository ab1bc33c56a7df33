package com.auraconnect.orders.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.testing.ApiContract;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** docs/partners.yaml: what the service asks of its partners, and what they answer. */
final class PartnersContract {

	private static final Set<String> QUERIES = Set.of("validateItems", "checkStock", "getCustomer");

	private final JsonNode document;

	private final ApiContract schemas;

	PartnersContract() {
		try {
			this.document = new YAMLMapper().readTree(Path.of("docs", "partners.yaml").toFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.schemas = ApiContract.of(this.document);
	}

	/** The ids of all operations. */
	Set<String> operations() {
		return Set.copyOf(this.document.required("paths").findValuesAsText("operationId"));
	}

	String operationOf(RecordedCall call) {
		return operation(call.method(), call.path()).path("operationId").asText("none");
	}

	/** Returns the faults of a call of the service; empty if it is as described. */
	List<String> faults(RecordedCall call) {
		JsonNode operation = operation(call.method(), call.path());
		List<String> faults = new ArrayList<>();
		if (operation.isMissingNode()) {
			faults.add("there is no such operation");
		}
		if (!QUERIES.contains(operation.path("operationId").asText()) && call.idempotencyKey() == null) {
			faults.add("it has no Idempotency-Key");
		}
		if (!call.origin().keySet().containsAll(Set.of("X-Request-Id", "X-Tenant-Id", "traceparent"))) {
			faults.add("its origin is incomplete: " + call.origin().keySet());
		}
		String schema = schema(operation.path("requestBody"));
		if (!call.body().isEmpty()) {
			faults.addAll(schema.isEmpty() ? List.of("it has a body") : this.schemas.faults(schema, call.json()));
		}
		return faults;
	}

	/** Returns the faults of an answer of a partner; empty if it is as described. */
	List<String> faults(String method, String path, int status, String body) {
		JsonNode answer = operation(method, path).at("/responses/" + status);
		if (answer.isMissingNode()) {
			return List.of("there is no status " + status);
		}
		String schema = schema(answer);
		try {
			return schema.isEmpty() ? List.of() : this.schemas.faults(schema, new JsonMapper().readTree(body));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private JsonNode operation(String method, String path) {
		return this.document.required("paths")
			.propertyStream()
			.filter((template) -> path.matches(template.getKey().replaceAll("\\{\\w+}", "[^/]+")))
			.map((template) -> template.getValue().path(method.toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseGet(() -> this.document.path("none"));
	}

	/** The name of a body's schema, empty without a body. */
	private static String schema(JsonNode described) {
		return described.at("/content/application~1json/schema/$ref").asText().replaceFirst(".*/", "");
	}

}
