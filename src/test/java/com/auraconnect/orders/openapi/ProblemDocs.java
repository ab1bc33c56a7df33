package com.auraconnect.orders.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ErrorCode;

/** Describes error responses, from problems.yml. */
class ProblemDocs {

	static final List<String> LIMIT_HEADERS = List.of("X-RateLimit-Limit", "X-RateLimit-Remaining",
			"X-RateLimit-Reset");

	private static final String REQUEST_ID = "5b1f0c3e-8d54-4a57-9f0e-6a1f1d7c2b90";

	private final Map<String, Doc> docs = new DocFile("problems.yml").entries(Doc.class);

	private final Map<String, ApiResponse> referenced = new TreeMap<>();

	/**
	 * One entry of problems.yml.
	 *
	 * @param meaning description of the code
	 * @param detail detail of the example, to which the other components belong too
	 */
	private record Doc(String meaning, String detail, String instance, @Nullable JsonNode errors,
			@Nullable JsonNode totals) {
	}

	/** Returns an example problem for each code, by code. */
	Map<String, Example> examples() {
		Map<String, Example> examples = new TreeMap<>();
		for (var code : ErrorCode.values()) {
			var doc = doc(code);
			examples.put(code.name(), new Example().summary(doc.meaning()).value(problem(code, doc)));
		}
		return examples;
	}

	private static ObjectNode problem(ErrorCode code, Doc doc) {
		var problem = JsonNodeFactory.instance.objectNode()
			.put("type", "about:blank")
			.put("title", code.title())
			.put("status", code.status().value())
			.put("detail", doc.detail())
			.put("instance", doc.instance())
			.put("code", code.name())
			.put("request_id", REQUEST_ID);
		problem.setAll(optional("errors", doc.errors()));
		problem.setAll(optional("totals", doc.totals()));
		return problem;
	}

	private static Map<String, JsonNode> optional(String name, @Nullable JsonNode value) {
		return (value != null) ? Map.of(name, value) : Map.of();
	}

	/** Returns references to the responses with these codes, by status. */
	Map<Integer, ApiResponse> responses(Set<ErrorCode> codes) {
		return codes.stream()
			.collect(Collectors.groupingBy((code) -> code.status().value(), TreeMap::new,
					Collectors.collectingAndThen(Collectors.toList(), this::reference)));
	}

	/**
	 * Returns a reference to the response with these codes. Each set of codes is
	 * described once, under their joined names.
	 */
	private ApiResponse reference(List<ErrorCode> codes) {
		var name = codes.stream().sorted().map(ErrorCode::name).collect(Collectors.joining("-"));
		this.referenced.computeIfAbsent(name, (_) -> response(codes));
		return new ApiResponse().$ref("#/components/responses/" + name);
	}

	/** Returns all responses that have been referenced, by name. */
	Map<String, ApiResponse> referenced() {
		return this.referenced;
	}

	private ApiResponse response(List<ErrorCode> codes) {
		var type = new MediaType().schema(Schemas.reference("Problem"));
		codes.stream()
			.sorted()
			.forEach((code) -> type.addExamples(code.name(), new Example().$ref("#/components/examples/" + code)));
		var response = new ApiResponse().description(description(codes))
			.content(new Content().addMediaType("application/problem+json", type))
			.addHeaderObject("X-Request-Id", header("X-Request-Id"));
		if (codes.stream().allMatch(ProblemDocs::hasRetryAfter)) {
			response.addHeaderObject("Retry-After", header("Retry-After"));
		}
		if (codes.contains(ErrorCode.RATE_LIMITED)) {
			LIMIT_HEADERS.forEach((name) -> response.addHeaderObject(name, header(name)));
		}
		return response;
	}

	private String description(List<ErrorCode> codes) {
		return codes.stream()
			.sorted()
			.map((code) -> "`%s`: %s.".formatted(code, doc(code).meaning()))
			.collect(Collectors.joining("\n\n"));
	}

	private static boolean hasRetryAfter(ErrorCode code) {
		return switch (code.status()) {
			case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE -> true;
			default -> false;
		};
	}

	private Doc doc(ErrorCode code) {
		var doc = this.docs.get(code.name());
		if (doc == null) {
			throw new IllegalStateException("openapi/problems.yml has no entry for " + code);
		}
		return doc;
	}

	static Header header(String name) {
		return new Header().$ref("#/components/headers/" + name);
	}

}
