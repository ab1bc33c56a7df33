package com.auraconnect.orders.platform.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.stereotype.Component;

/**
 * Writes and reads JSON of the service's own, where a failure is a fault of the service.
 * JSON of clients and partners is read elsewhere, with their faults in mind.
 */
@Component
public class Json {

	private final ObjectMapper mapper;

	public Json(ObjectMapper mapper) {
		this.mapper = mapper;
	}

	/** Returns the value as JSON text. */
	public String write(Object value) {
		return checked(() -> this.mapper.writeValueAsString(value));
	}

	/** Returns the value as JSON in UTF-8. */
	public byte[] bytes(Object value) {
		return checked(() -> this.mapper.writeValueAsBytes(value));
	}

	/** Reads a value of that type. */
	public <T> T read(String json, Class<T> type) {
		return checked(() -> this.mapper.readValue(json, type));
	}

	/** Reads a value of that type from UTF-8. */
	public <T> T read(byte[] json, Class<T> type) {
		return checked(() -> this.mapper.readValue(json, type));
	}

	/** Reads an array whose elements have that type. */
	public <T> List<T> list(String json, Class<T> elements) {
		var type = this.mapper.getTypeFactory().constructCollectionType(List.class, elements);
		return checked(() -> List.copyOf(this.mapper.<List<T>>readValue(json, type)));
	}

	/** Parses a document. */
	public JsonNode tree(String json) {
		return checked(() -> this.mapper.readTree(json));
	}

	/** Parses a document in UTF-8. */
	public JsonNode tree(byte[] json) {
		return checked(() -> this.mapper.readTree(json));
	}

	private static <T> T checked(Conversion<T> conversion) {
		try {
			return conversion.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Conversion<T> {

		T run() throws IOException;

	}

}
