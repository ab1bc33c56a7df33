package com.auraconnect.orders.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses a request whose token lacks the scope that its method and path need, before its
 * body is read. What depends on the body is checked by {@link BodyAuthorization}.
 */
class ScopeFilter extends OncePerRequestFilter {

	private final HandlerExceptionResolver problems;

	ScopeFilter(HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var caller = CurrentCaller.current();
		if (caller.isPresent() && caller.get().isNarrowed()) {
			try {
				caller.get().require(RequiredScopes.of(request.getMethod(), RequestPaths.of(request)));
			}
			catch (MissingScope ex) {
				this.problems.resolveException(request, response, null, ex);
				return;
			}
		}
		chain.doFilter(request, response);
	}

}
