package com.auraconnect.orders.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Runs a request in the tenancy of its caller. A request without a caller runs without a
 * tenant.
 */
class TenancyFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var caller = CurrentCaller.current();
		if (caller.isEmpty()) {
			chain.doFilter(request, response);
			return;
		}
		try {
			Tenancy.of(caller.get().tenantId()).call(() -> {
				chain.doFilter(request, response);
				return caller;
			});
		}
		catch (ServletException | IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ServletException(ex);
		}
	}

}
