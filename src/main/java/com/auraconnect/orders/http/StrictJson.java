package com.auraconnect.orders.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
 * Parses the JSON object in a body. It accepts only unambiguous input: valid UTF-8, every
 * field once, nothing after the end. It stops at the first token over the limit, before a
 * tree of them costs memory.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
@Component
public class StrictJson {

	/** Nesting limit; an order is five levels deep. */
	private static final int MAX_DEPTH = 32;

	private static final int MAX_NUMBER_LENGTH = 100;

	private final Map<BodySize, ObjectMapper> json;

	StrictJson(ObjectMapper json, WebSettings settings) {
		this.json = Collections.unmodifiableMap(Arrays.stream(BodySize.values())
			.collect(Collectors.toMap(Function.identity(), (size) -> limited(json, settings.tokens(size)),
					(one, _) -> one, () -> new EnumMap<>(BodySize.class))));
	}

	private static ObjectMapper limited(ObjectMapper json, int tokens) {
		var limited = json.copy();
		limited.getFactory()
			.setStreamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(MAX_DEPTH)
				.maxNumberLength(MAX_NUMBER_LENGTH)
				.maxTokenCount(tokens)
				.build());
		return limited;
	}

	/**
	 * Parses a body.
	 * @throws MalformedBody if the body is not a JSON object within the limits
	 */
	ObjectNode object(byte[] body, BodySize size) {
		if (body.length == 0) {
			throw new MalformedBody("The body is empty");
		}
		return switch (tree(body, size)) {
			case ObjectNode object -> object;
			default -> throw new MalformedBody("The body must be a JSON object");
		};
	}

	/**
	 * Decodes the bytes itself: Jackson's decoder guesses the charset and accepts some
	 * invalid bytes.
	 */
	private JsonNode tree(byte[] body, BodySize size) {
		var text = new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8.newDecoder());
		try {
			return this.json.get(size).readTree(text);
		}
		catch (CharacterCodingException ex) {
			throw new MalformedBody("The body is not UTF-8");
		}
		catch (JacksonException ex) {
			throw new MalformedBody(reason(ex) + place(ex.getLocation()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String place(@Nullable JsonLocation place) {
		return (place != null) ? ": line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()) : "";
	}

	/**
	 * Words the failure for the client. Jackson's messages name its classes and repeat
	 * what the client has sent.
	 */
	private static String reason(JacksonException ex) {
		return switch (ex) {
			case StreamConstraintsException _ ->
				"The JSON is nested too deeply, has too many values, or a number or a name in it is too long";
			case JsonEOFException _ -> "The JSON is incomplete";
			default -> {
				var message = String.valueOf(ex.getOriginalMessage());
				if (message.startsWith("Duplicate field")) {
					yield "The JSON has a duplicate field";
				}
				yield message.startsWith("Trailing token") ? "There is content after the JSON" : "The body is not JSON";
			}
		};
	}

}
