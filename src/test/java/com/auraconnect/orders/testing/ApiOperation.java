package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API, as {@link ApiContract#FILE} describes it.
 *
 * @param id the {@code operationId}
 * @param path with its variables, {@code /api/v1/orders/{id}}
 * @param example of its body, null when it has none
 */
public record ApiOperation(String id, String method, String path, String description, boolean isOpen,
		@Nullable JsonNode example) {

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

	/** All operations of the description. */
	public static List<ApiOperation> all() {
		try {
			return new YAMLMapper().readTree(ApiContract.FILE.toFile())
				.required("paths")
				.propertyStream()
				.flatMap((path) -> path.getValue()
					.propertyStream()
					.filter((method) -> METHODS.contains(method.getKey()))
					.map((method) -> of(method.getKey(), path.getKey(), method.getValue())))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether the description says that this role may call it. */
	public boolean isFor(String role) {
		return this.isOpen || this.description.contains("`" + role + "`");
	}

	private static ApiOperation of(String method, String path, JsonNode words) {
		var security = words.path("security");
		return new ApiOperation(words.required("operationId").asText(), method.toUpperCase(Locale.ROOT), path,
				words.required("description").asText().replaceFirst("(?s).*\n(?=Allowed roles: |No token )", ""),
				security.isArray() && security.isEmpty(), words.path("requestBody").findValue("example"));
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

}
