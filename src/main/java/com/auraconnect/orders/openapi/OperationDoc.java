package com.auraconnect.orders.openapi;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.security.Role;
import com.auraconnect.orders.web.ErrorCode;

/**
 * What a file under {@code openapi/operations/} says of one operation. What follows from
 * its method, its path and its body is not said again: see {@link Refusals}.
 *
 * @param id the name of the method in generated clients
 * @param callers who may call it; nobody in particular, without a token, when empty
 * @param request the name of an example, null without a body
 * @param parameters beside those of the path, in OpenAPI's own words
 * @param refuses the error codes that are its own
 */
record OperationDoc(String id, String summary, String description, Set<Role> callers, @Nullable String request,
		List<JsonNode> parameters, Answer answer, Set<ErrorCode> refuses) {

	private static final String JSON = "application/json";

	OperationDoc {
		parameters = Objects.requireNonNullElse(parameters, List.of());
		refuses = Objects.requireNonNullElse(refuses, Set.of());
	}

	boolean isOpen() {
		return this.callers.isEmpty();
	}

	/**
	 * What it answers with when it grants what is asked for.
	 *
	 * @param status 200 where it is not said
	 * @param type of the content, JSON where it is not said; anything else is text, and
	 * its example too
	 * @param schema the name of one of the {@link Bodies}, null for what the handler
	 * returns
	 * @param example the name of an example
	 * @param headers those of them that api.yml describes
	 * @param notModified whether it can be 304
	 * @param whenUnavailable the name of an example of the same schema with 503, null
	 * where that is a problem
	 */
	record Answer(@Nullable Integer status, String type, @Nullable String schema, String example, List<String> headers,
			boolean notModified, @Nullable String whenUnavailable) {

		Answer {
			status = Objects.requireNonNullElse(status, 200);
			type = Objects.requireNonNullElse(type, JSON);
			headers = Objects.requireNonNullElse(headers, List.of());
		}

		boolean isText() {
			return !this.type.equals(JSON);
		}

	}

}
