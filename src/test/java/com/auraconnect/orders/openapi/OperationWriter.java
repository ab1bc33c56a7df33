package com.auraconnect.orders.openapi;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.auraconnect.orders.security.RequiredScopes;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * Writes one operation from its {@link OperationDoc} and from what follows from its
 * method and path.
 */
class OperationWriter {

	private static final Pattern PATH_VARIABLE = Pattern.compile("\\{(\\w+)}");

	private final Schemas schemas;

	private final ProblemDocs problems;

	OperationWriter(Schemas schemas, ProblemDocs problems) {
		this.schemas = schemas;
		this.problems = problems;
	}

	/**
	 * Writes an operation.
	 * @param operation its method and path
	 * @param body type of its request body, null without one
	 * @param answer return type of its handler
	 */
	Operation write(String operation, OperationDoc doc, String tag, @Nullable Class<?> body, Class<?> answer) {
		var refusals = new Refusals(operation, doc, body != null);
		return new Operation().operationId(doc.id())
			.addTagsItem(tag)
			.summary(doc.summary())
			.description(doc.description() + "\n" + callers(doc) + scope(operation, doc))
			.security(doc.isOpen() ? List.of() : List.of(new SecurityRequirement().addList("bearer")))
			.parameters(parameters(operation, doc, refusals))
			.requestBody((body != null) ? request(operation, doc, body) : null)
			.responses(responses(doc, answer, refusals));
	}

	private static String callers(OperationDoc doc) {
		return doc.isOpen() ? "No token required."
				: "Allowed roles: " + doc.callers()
					.stream()
					.sorted()
					.map((role) -> "`" + role.name().toLowerCase(Locale.ROOT) + "`")
					.collect(Collectors.joining(", ")) + ".";
	}

	private static String scope(String operation, OperationDoc doc) {
		if (doc.isOpen()) {
			return "";
		}
		var call = operation.split(" ");
		return " Scope: `" + RequiredScopes.of(call[0], PathContainer.parsePath(call[1])).wireName() + "`.";
	}

	private static List<Parameter> parameters(String operation, OperationDoc doc, Refusals refusals) {
		var parameters = PATH_VARIABLE.matcher(operation)
			.results()
			.map((variable) -> pathVariable(variable.group(1)))
			.collect(Collectors.toList());
		doc.parameters().forEach((node) -> parameters.add(DocFile.openApi(node, Parameter.class)));
		if (refusals.takesIfMatch()) {
			parameters.add(shared("IfMatch"));
		}
		if (refusals.takesIdempotencyKey()) {
			parameters.add(shared("IdempotencyKey"));
		}
		return parameters.isEmpty() ? null : parameters;
	}

	private static Parameter pathVariable(String name) {
		return shared(switch (name) {
			case "id" -> "OrderId";
			case "item_id" -> "ItemId";
			case "saga_id" -> "SagaId";
			case "tracking_code" -> "TrackingCode";
			default -> name;
		});
	}

	private static Parameter shared(String name) {
		return new Parameter().$ref("#/components/parameters/" + name);
	}

	private RequestBody request(String operation, OperationDoc doc, Class<?> body) {
		var type = operation.startsWith("PATCH ") ? "application/merge-patch+json" : "application/json";
		var content = json(this.schemas.reference(body), String.valueOf(doc.request()));
		return new RequestBody().required(true).content(new Content().addMediaType(type, content));
	}

	private ApiResponses responses(OperationDoc doc, Class<?> handlerAnswer, Refusals refusals) {
		var answer = doc.answer();
		var schema = schema(answer, handlerAnswer);
		var responses = new ApiResponses().addApiResponse(answer.status().toString(),
				successful(answer, schema, refusals));
		if (answer.created()) {
			responses.addApiResponse("201",
					withHeaders(successful(answer, schema, refusals).description("Created"), List.of("Location")));
		}
		if (answer.notModified()) {
			var unchanged = withHeaders(new ApiResponse().description("Not modified"), answer.headers());
			responses.addApiResponse("304", withHeaders(unchanged, refusals.limitHeaders()));
		}
		this.problems.responses(refusals.codes())
			.forEach((status, response) -> responses.addApiResponse(status.toString(), response));
		if (answer.whenUnavailable() != null) {
			responses.addApiResponse("503", withHeaders(new ApiResponse().description("Service unavailable")
				.content(new Content().addMediaType("application/json", json(schema, answer.whenUnavailable()))),
					List.of()));
		}
		return responses;
	}

	private Schema<?> schema(OperationDoc.Answer answer, Class<?> handlerAnswer) {
		if (answer.isText()) {
			return Schemas.text();
		}
		return (answer.schema() != null) ? Schemas.reference(answer.schema()) : this.schemas.reference(handlerAnswer);
	}

	private static ApiResponse successful(OperationDoc.Answer answer, Schema<?> schema, Refusals refusals) {
		var content = answer.isText()
				? new MediaType().schema(schema).example(DocFile.textExample(answer.example()).text())
				: json(schema, answer.example());
		var response = new ApiResponse().description(description(answer.status()))
			.content(new Content().addMediaType(answer.type(), content));
		withHeaders(response, answer.headers());
		withHeaders(response, refusals.limitHeaders());
		if (refusals.takesIdempotencyKey()) {
			withHeaders(response, List.of("Idempotent-Replayed"));
		}
		return response;
	}

	private static String description(int status) {
		return switch (status) {
			case 201 -> "Created";
			case 202 -> "Accepted";
			default -> "OK";
		};
	}

	private static ApiResponse withHeaders(ApiResponse response, List<String> names) {
		names.forEach((name) -> response.addHeaderObject(name, ProblemDocs.header(name)));
		return response.addHeaderObject("X-Request-Id", ProblemDocs.header("X-Request-Id"));
	}

	private static MediaType json(Schema<?> schema, String example) {
		return new MediaType().schema(schema).example(DocFile.example(example).tree());
	}

}
