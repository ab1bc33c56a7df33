package com.auraconnect.orders.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses paths and headers that are too long, by the status that says so. Tomcat has a
 * larger limit of its own, over which it calls everything a bad request.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestHeads extends OncePerRequestFilter {

	private final WebSettings settings;

	RequestHeads(WebSettings settings) {
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
		else {
			chain.doFilter(request, response);
		}
	}

	private static int pathLength(HttpServletRequest request) {
		var query = request.getQueryString();
		return request.getRequestURI().length() + ((query != null) ? query.length() + 1 : 0);
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
