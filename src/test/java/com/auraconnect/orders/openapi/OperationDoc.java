package com.auraconnect.orders.openapi;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ErrorCode;
import com.auraconnect.orders.security.Role;

/**
 * Description of one operation, read from a file under {@code openapi/operations/}. It
 * omits what follows from method, path and body: see {@link Refusals}.
 *
 * @param id name of the method in generated clients
 * @param callers roles that may call it, empty if it needs no token
 * @param request name of an example, null without a body
 * @param parameters parameters that are not in the path, in OpenAPI's own syntax
 * @param refuses error codes specific to the operation
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
	 * Successful response.
	 *
	 * @param status 200 by default
	 * @param type media type, JSON by default; any other is text, as is its example
	 * @param schema name of a record of {@link Bodies}, null for the handler's return
	 * type
	 * @param example name of an example
	 * @param headers names of response headers that api.yml describes
	 * @param created whether the status can also be 201
	 * @param notModified whether the status can be 304
	 * @param whenUnavailable name of an example of the same schema for 503, null if that
	 * is a problem
	 */
	record Answer(@Nullable Integer status, String type, @Nullable String schema, String example, List<String> headers,
			boolean created, boolean notModified, @Nullable String whenUnavailable) {

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
