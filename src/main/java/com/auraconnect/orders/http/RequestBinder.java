package com.auraconnect.orders.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Converts JSON to validated requests. It uses the service's mapper with one difference:
 * a value of the wrong type is collected as a fault instead of thrown.
 */
@Component
public class RequestBinder {

	private final StrictJson syntax;

	private final ObjectMapper json;

	private final RequestValidator validator;

	RequestBinder(StrictJson syntax, ObjectMapper json, RequestLimits limits, RequestValidator validator) {
		this.syntax = syntax;
		this.json = json.copy().registerModule(new ProblemCollectingModule(limits));
		this.validator = validator;
	}

	/**
	 * Reads the request in a body.
	 * @throws MalformedBody if the body is not a JSON object
	 * @throws InvalidRequest with all faults of the object
	 */
	public <T> T read(byte[] body, BodySize size, Class<T> type) {
		return read(body, size, type, (_) -> {
		});
	}

	/**
	 * Reads the request in a body.
	 * @param check called with the parsed body before its fields are validated
	 * @throws MalformedBody if the body is not a JSON object
	 * @throws InvalidRequest with all faults of the object
	 */
	<T> T read(byte[] body, BodySize size, Class<T> type, Consumer<JsonNode> check) {
		var object = this.syntax.object(body, size);
		check.accept(object);
		return bind(object, type);
	}

	/**
	 * Reads the request in a part of a body, such as one order of a batch.
	 * @throws InvalidRequest with all faults of the part; their paths are relative to it
	 */
	public <T> T bind(JsonNode part, Class<T> type) {
		var typeFaults = new ArrayList<Fault>();
		return this.validator.valid(fill(type, part, typeFaults), typeFaults);
	}

	/** Returns null only if the part itself has the wrong type. */
	private <T> @Nullable T fill(Class<T> type, JsonNode part, List<Fault> typeFaults) {
		try {
			return this.json.readerFor(type).withAttribute(ProblemCollectingModule.FAULTS, typeFaults).readValue(part);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
