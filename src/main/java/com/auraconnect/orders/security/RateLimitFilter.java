package com.auraconnect.orders.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Holds callers to their limits once they are known, before anything is done for them,
 * and tells them in every answer how much of it is left.
 */
class RateLimitFilter extends OncePerRequestFilter {

	private final RateLimiter limiter;

	private final RateLimitKeys budgets;

	private final HandlerExceptionResolver problems;

	RateLimitFilter(RateLimiter limiter, RateLimitKeys budgets, HandlerExceptionResolver problems) {
		this.limiter = limiter;
		this.budgets = budgets;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var budget = this.budgets.of(request);
		if (budget.isEmpty()) {
			chain.doFilter(request, response);
			return;
		}
		var limit = this.limiter.count(budget.get());
		response.setHeader("X-RateLimit-Limit", Integer.toString(limit.limit()));
		response.setHeader("X-RateLimit-Remaining", Long.toString(limit.remaining()));
		response.setHeader("X-RateLimit-Reset", Long.toString(limit.resetSeconds()));
		if (limit.isKept()) {
			chain.doFilter(request, response);
		}
		else {
			this.problems.resolveException(request, response, null,
					new RateLimited(limit.limit(), limit.resetSeconds()));
		}
	}

}
