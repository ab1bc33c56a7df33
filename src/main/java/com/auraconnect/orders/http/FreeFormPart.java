package com.auraconnect.orders.http;

import java.util.function.BiConsumer;

/**
 * Part of a request whose field names the client chooses. It checks itself, wherever it
 * is reached by {@link jakarta.validation.Valid}, because constraints cannot name such
 * fields.
 */
public interface FreeFormPart {

	/**
	 * Reports faults.
	 * @param fault receives the name of a field as the client wrote it, empty for the
	 * part itself, or an index in brackets with what follows it, and the message
	 */
	void check(BiConsumer<String, String> fault);

}
