package com.auraconnect.orders.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body where a call takes none: what its fields ask for would not be done. An
 * empty object asks for nothing, and some clients cannot send less.
 */
class EmptyBodies implements HandlerInterceptor {

	private static final Pattern EMPTY = Pattern.compile("[ \\t\\r\\n]*(\\{[ \\t\\r\\n]*})?[ \\t\\r\\n]*");

	/** Longest body that is looked at, in bytes. */
	private static final int LONGEST = 64;

	/**
	 * @throws MalformedBody if there is a body that is neither empty nor an empty object
	 */
	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		if (mayHaveBody(request) && handler instanceof HandlerMethod method && !takesBody(method)) {
			var body = request.getInputStream().readNBytes(LONGEST + 1);
			if (body.length > LONGEST || !EMPTY.matcher(new String(body, StandardCharsets.ISO_8859_1)).matches()) {
				throw new MalformedBody("This call takes no body but an empty object");
			}
		}
		return true;
	}

	private static boolean mayHaveBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	private static boolean takesBody(HandlerMethod method) {
		return Arrays.stream(method.getMethodParameters())
			.anyMatch((parameter) -> parameter.hasParameterAnnotation(ValidBody.class));
	}

}
