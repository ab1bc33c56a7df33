package com.auraconnect.orders.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the JSON object in a body. There is one reading of what it accepts: UTF-8 without
 * a wrong byte, every field once, nothing behind the end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
@Component
class StrictJson {

	/** An order is five deep. */
	private static final int DEEPEST = 32;

	private static final int LONGEST_NUMBER = 100;

	private final ObjectMapper json;

	StrictJson(ObjectMapper json) {
		this.json = json.copy();
		this.json.getFactory()
			.setStreamReadConstraints(
					StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(LONGEST_NUMBER).build());
	}

	/**
	 * @throws MalformedBody if there is no such object in these bytes
	 */
	ObjectNode object(byte[] body) {
		if (body.length == 0) {
			throw new MalformedBody("The body is empty");
		}
		return switch (tree(text(body))) {
			case ObjectNode object -> object;
			default -> throw new MalformedBody("The body must be a JSON object");
		};
	}

	/** Jackson's own decoder guesses the charset, and lets some wrong bytes pass. */
	private static String text(byte[] body) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new MalformedBody("The body is not UTF-8");
		}
	}

	private JsonNode tree(String text) {
		try {
			return this.json.readTree(text);
		}
		catch (JacksonException ex) {
			throw new MalformedBody(reason(ex) + place(ex.getLocation()));
		}
	}

	private static String place(@Nullable JsonLocation place) {
		return (place != null) ? ": line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()) : "";
	}

	/** Jackson's messages name its classes, and repeat what the client has sent. */
	private static String reason(JacksonException ex) {
		return switch (ex) {
			case StreamConstraintsException _ ->
				"The JSON is nested too deeply, or a number or a name in it is too long";
			case JsonEOFException _ -> "The JSON ends too early";
			default -> {
				var message = String.valueOf(ex.getOriginalMessage());
				if (message.startsWith("Duplicate field")) {
					yield "The JSON has a field twice";
				}
				yield message.startsWith("Trailing token") ? "There is more behind the JSON" : "The body is not JSON";
			}
		};
	}

}
