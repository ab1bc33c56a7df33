package com.auraconnect.orders.order;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Texts of the caller's own on an order. The service stores and returns them, and makes
 * no use of them.
 *
 * @param entries in the order in which they were given
 */
public record Metadata(@JsonValue Map<String, String> entries) {

	/** No entries. */
	public static final Metadata NONE = new Metadata(Map.of());

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public Metadata {
		entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

}
