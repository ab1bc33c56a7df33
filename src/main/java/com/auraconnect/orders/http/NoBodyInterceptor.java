package com.auraconnect.orders.http;

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
 * Rejects a body on operations that take none, because its fields would be ignored. An
 * empty object is accepted: some clients cannot send less.
 */
class NoBodyInterceptor implements HandlerInterceptor {

	private static final Pattern EMPTY = Pattern.compile("[ \\t\\r\\n]*(\\{[ \\t\\r\\n]*})?[ \\t\\r\\n]*");

	/** Longest body that is inspected, in bytes. */
	private static final int MAX_LENGTH = 64;

	/**
	 * @throws MalformedBody if there is a body that is neither empty nor an empty object
	 */
	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		if (mayHaveBody(request) && handler instanceof HandlerMethod method && !takesBody(method)) {
			var body = request.getInputStream().readNBytes(MAX_LENGTH + 1);
			if (body.length > MAX_LENGTH || !EMPTY.matcher(new String(body, StandardCharsets.ISO_8859_1)).matches()) {
				throw new MalformedBody("This call takes no body other than an empty object");
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
