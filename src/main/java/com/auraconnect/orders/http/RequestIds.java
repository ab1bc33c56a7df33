package com.auraconnect.orders.http;

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

import com.auraconnect.orders.platform.tracing.RequestId;
import com.auraconnect.orders.platform.tracing.TraceContext;

/**
 * Assigns each request an id: the caller's, if it is well-formed, else a new one. Log
 * lines, problems, calls to partners and every response carry it. The caller's trace
 * context is propagated in the same way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIds extends OncePerRequestFilter {

	private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var id = wellFormedOrNew(request.getHeader(RequestId.HEADER));
		response.setHeader(RequestId.HEADER, id);
		try (var _ = RequestId.begin(id, traceOf(request))) {
			chain.doFilter(request, response);
		}
	}

	/**
	 * Reads the trace context. W3C Trace Context allows one parent and joins the states
	 * of several headers.
	 */
	private static TraceContext traceOf(HttpServletRequest request) {
		var parents = Collections.list(request.getHeaders(TraceContext.PARENT_HEADER));
		var states = Collections.list(request.getHeaders(TraceContext.STATE_HEADER));
		return TraceContext.of((parents.size() == 1) ? parents.getFirst() : null, String.join(",", states));
	}

	private static String wellFormedOrNew(@Nullable String given) {
		return (given != null && WELL_FORMED.matcher(given).matches()) ? given : RequestId.random();
	}

}
