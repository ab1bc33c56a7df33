package com.auraconnect.orders.http;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Bounds the number of concurrent requests: each holds buffers, and while the database is
 * unavailable ever more of them would wait for it. Probes and metrics have permits of
 * their own. Liveness, which waits for nothing, has a third set, so that a busy replica
 * is not mistaken for a dead one. An event stream returns its permit once it is open.
 * During a {@link Drain} each answer closes its connection.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
public class ConcurrentRequestLimit extends OncePerRequestFilter {

	private static final Set<String> LIVENESS = Set.of("/actuator/health/liveness", "/livez");

	private static final Set<String> PROBES = Set.of("/health", "/readyz");

	private static final String PERMIT = ConcurrentRequestLimit.class.getName() + ".PERMIT";

	private final Semaphore permits;

	private final Semaphore probePermits;

	private final Semaphore livenessPermits;

	private final WebSettings settings;

	private final Drain drain;

	private final HandlerExceptionResolver problems;

	ConcurrentRequestLimit(WebSettings settings, Drain drain,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.permits = new Semaphore(settings.requests());
		this.probePermits = new Semaphore(settings.probes());
		this.livenessPermits = new Semaphore(settings.probes());
		this.settings = settings;
		this.drain = drain;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.drain.hasBegun()) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		var permits = permits(request.getRequestURI());
		if (!tryAcquire(permits)) {
			this.problems.resolveException(request, response, null, new TooManyConcurrentRequests());
			return;
		}
		request.setAttribute(PERMIT, permits);
		try {
			chain.doFilter(request, response);
		}
		finally {
			releasePermit(request);
		}
	}

	/** Releases the permit of a request that another limit bounds from now on. */
	public static void releasePermit(HttpServletRequest request) {
		if (request.getAttribute(PERMIT) instanceof Semaphore permits) {
			request.removeAttribute(PERMIT);
			permits.release();
		}
	}

	private Semaphore permits(String path) {
		if (LIVENESS.contains(path)) {
			return this.livenessPermits;
		}
		return (path.startsWith("/actuator/") || PROBES.contains(path)) ? this.probePermits : this.permits;
	}

	private boolean tryAcquire(Semaphore permits) {
		try {
			return permits.tryAcquire()
					|| permits.tryAcquire(this.settings.requestPatience().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
