package com.auraconnect.orders.testing;

import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * An answer of the service.
 *
 * @param body as text, empty when there was none
 */
public record Answer(int status, HttpHeaders headers, String body) {

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * The body as JSON.
	 * @throws UncheckedIOException if it is none
	 */
	public JsonNode json() {
		try {
			return MAPPER.readTree(this.body);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(this.body, ex);
		}
	}

	/**
	 * The JSON at that pointer, such as {@code /items/0/name}; a missing node when there
	 * is none.
	 */
	public JsonNode at(String pointer) {
		return json().at(pointer);
	}

	/** The text at that pointer; empty when there is none. */
	public String text(String pointer) {
		return at(pointer).asText();
	}

	/** Whether it is the stored answer to an earlier request with the same key. */
	public boolean isReplay() {
		return header("Idempotent-Replayed").filter("true"::equals).isPresent();
	}

	public Optional<String> header(String name) {
		return this.headers.firstValue(name);
	}

	@Override
	public String toString() {
		return this.status + " " + this.body;
	}

}
