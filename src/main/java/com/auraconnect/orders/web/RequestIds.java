package com.auraconnect.orders.web;

import java.io.IOException;
import java.util.Collections;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import com.auraconnect.orders.tracing.RequestId;
import com.auraconnect.orders.tracing.TraceContext;

/**
 * Gives each request an id that its log lines, its problems and its calls to partners
 * carry: the caller's, if it is a sane one, else a new one. It is on every response. The
 * trace of the caller is carried on in the same way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIds extends OncePerRequestFilter {

	private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var id = saneOrNew(request.getHeader(RequestId.HEADER));
		response.setHeader(RequestId.HEADER, id);
		try (var _ = RequestId.begin(id, traceOf(request))) {
			chain.doFilter(request, response);
		}
	}

	/** The standard wants one parent, and the states of several headers as one. */
	private static TraceContext traceOf(HttpServletRequest request) {
		var parents = Collections.list(request.getHeaders(TraceContext.PARENT_HEADER));
		var states = Collections.list(request.getHeaders(TraceContext.STATE_HEADER));
		return TraceContext.of((parents.size() == 1) ? parents.getFirst() : null, String.join(",", states));
	}

	private static String saneOrNew(@Nullable String given) {
		return (given != null && SANE.matcher(given).matches()) ? given : RequestId.random();
	}

}
