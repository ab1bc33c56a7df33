package com.auraconnect.orders.security.ratelimit;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Enforces the rate limits after authentication and before the handler, and reports the
 * remaining requests in each response.
 */
public class RateLimitFilter extends OncePerRequestFilter {

	private final RateLimiter limiter;

	private final RateLimitKeys keys;

	private final HandlerExceptionResolver problems;

	public RateLimitFilter(RateLimiter limiter, RateLimitKeys keys, HandlerExceptionResolver problems) {
		this.limiter = limiter;
		this.keys = keys;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var key = this.keys.of(request);
		if (key.isEmpty()) {
			chain.doFilter(request, response);
			return;
		}
		var limit = this.limiter.count(key.get());
		response.setHeader("X-RateLimit-Limit", Integer.toString(limit.limit()));
		response.setHeader("X-RateLimit-Remaining", Long.toString(limit.remaining()));
		response.setHeader("X-RateLimit-Reset", Long.toString(limit.resetSeconds()));
		if (limit.isAllowed()) {
			chain.doFilter(request, response);
		}
		else {
			this.problems.resolveException(request, response, null,
					new RateLimited(limit.limit(), limit.resetSeconds()));
		}
	}

}
