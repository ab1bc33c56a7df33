package com.auraconnect.orders.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes requests of JSON. It uses the service's mapper with one difference: a value that
 * does not fit is no exception but a fault, and the reading goes on.
 */
@Component
class RequestBinder {

	private final StrictJson syntax;

	private final ObjectMapper json;

	private final RequestValidator validator;

	RequestBinder(StrictJson syntax, ObjectMapper json, RequestLimits limits, RequestValidator validator) {
		this.syntax = syntax;
		this.json = json.copy().registerModule(new ProblemCollectingModule(limits));
		this.validator = validator;
	}

	/**
	 * The request in a body.
	 * @throws MalformedBody if there is no JSON object in it
	 * @throws InvalidRequest with all that is wrong with the object
	 */
	<T> T read(byte[] body, BodySize size, Class<T> type) {
		return bind(this.syntax.object(body, size), type);
	}

	/**
	 * The request in a part of a body, such as one order of many.
	 * @throws InvalidRequest with all that is wrong with it; its paths begin at this part
	 */
	<T> T bind(JsonNode part, Class<T> type) {
		var unfit = new ArrayList<Fault>();
		return this.validator.valid(fill(type, part, unfit), unfit);
	}

	/** Null only if the whole part is unfit. */
	private <T> @Nullable T fill(Class<T> type, JsonNode part, List<Fault> unfit) {
		try {
			return this.json.readerFor(type).withAttribute(ProblemCollectingModule.FAULTS, unfit).readValue(part);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
