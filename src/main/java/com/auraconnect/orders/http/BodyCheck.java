package com.auraconnect.orders.http;

import jakarta.servlet.http.HttpServletRequest;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Checks a body of well-formed JSON before its fields are validated. A refusal is thrown.
 */
@FunctionalInterface
public interface BodyCheck {

	/**
	 * @param body the body, an object
	 */
	void check(HttpServletRequest request, JsonNode body);

}
