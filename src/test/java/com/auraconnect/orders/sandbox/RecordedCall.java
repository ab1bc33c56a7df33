package com.auraconnect.orders.sandbox;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A call that reached a partner.
 *
 * @param method the HTTP method
 * @param path the path, with its query
 * @param idempotencyKey the {@code Idempotency-Key} header, if any
 * @param body the body of the call, empty if it had none
 * @param status the answer's HTTP status, or 0 when there was none because the partner
 * hung
 * @param origin the headers with request id, tenant and trace
 */
public record RecordedCall(String method, String path, @Nullable String idempotencyKey, String body, int status,
		Map<String, String> origin) {

	/**
	 * The body as JSON: a null node when it is empty, a text node when it is not JSON.
	 */
	public JsonNode json() {
		return Json.tree(this.body);
	}

}
