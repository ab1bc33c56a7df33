package com.auraconnect.orders.http;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects oversized paths and headers with their own status. Tomcat has a larger limit,
 * beyond which it answers 400. Also rejects paths and queries that cannot be decoded:
 * Tomcat drops such a parameter silently, and the response would be unfiltered.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class HeaderSizeFilter extends OncePerRequestFilter {

	/** More than any operation takes. Tomcat drops those beyond its own, larger limit. */
	private static final int MAX_PARAMETERS = 100;

	private final WebSettings settings;

	HeaderSizeFilter(WebSettings settings) {
		this.settings = settings;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (pathLength(request) > this.settings.pathLimit().toBytes()) {
			response.sendError(HttpStatus.URI_TOO_LONG.value());
		}
		else if (headersLength(request) > this.settings.headersLimit().toBytes()) {
			response.sendError(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.value());
		}
		else if (!PercentEncoding.isDecodable(request.getRequestURI()) || !isReadable(request.getQueryString())) {
			request.setAttribute(ProblemErrorValve.DETAIL,
					"The path or the query cannot be decoded: each % must start an escaped UTF-8 byte, "
							+ "and each parameter must have a name");
			response.sendError(HttpStatus.BAD_REQUEST.value());
		}
		else if (parameters(request.getQueryString()) > MAX_PARAMETERS) {
			request.setAttribute(ProblemErrorValve.DETAIL, "The query has more than " + MAX_PARAMETERS + " parameters");
			response.sendError(HttpStatus.BAD_REQUEST.value());
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static int pathLength(HttpServletRequest request) {
		var query = request.getQueryString();
		return request.getRequestURI().length() + ((query != null) ? query.length() + 1 : 0);
	}

	/** Whether every parameter has a name and a decodable value. */
	private static boolean isReadable(@Nullable String query) {
		return query == null || (PercentEncoding.isDecodable(query) && !query.startsWith("=") && !query.contains("&="));
	}

	private static long parameters(@Nullable String query) {
		return (query == null) ? 0 : query.chars().filter((character) -> character == '&').count() + 1;
	}

	private static int headersLength(HttpServletRequest request) {
		int length = 0;
		for (var names = request.getHeaderNames(); names.hasMoreElements();) {
			var name = names.nextElement();
			for (var values = request.getHeaders(name); values.hasMoreElements();) {
				length += name.length() + values.nextElement().length() + ": \r\n".length();
			}
		}
		return length;
	}

}
