package com.auraconnect.orders.web;

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
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Bounds how many requests are under way: each holds buffers, and while the database is
 * away ever more of them would wait for it. Probes and metrics have places of their own,
 * and liveness, which waits for nothing, has others again, so that a replica with much to
 * do is not taken for a dead one. An event stream gives its place back once it is open.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class RequestsUnderWay extends OncePerRequestFilter {

	private static final Set<String> LIVENESS = Set.of("/actuator/health/liveness", "/livez");

	private static final Set<String> PROBES = Set.of("/health", "/readyz");

	private static final String PLACE = RequestsUnderWay.class.getName() + ".PLACE";

	private final Semaphore places;

	private final Semaphore probePlaces;

	private final Semaphore livenessPlaces;

	private final WebSettings settings;

	private final HandlerExceptionResolver problems;

	RequestsUnderWay(WebSettings settings, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.places = new Semaphore(settings.requests());
		this.probePlaces = new Semaphore(settings.probes());
		this.livenessPlaces = new Semaphore(settings.probes());
		this.settings = settings;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var places = places(request.getRequestURI());
		if (!isTaken(places)) {
			this.problems.resolveException(request, response, null, new TooManyRequestsUnderWay());
			return;
		}
		request.setAttribute(PLACE, places);
		try {
			chain.doFilter(request, response);
		}
		finally {
			giveBackPlace(request);
		}
	}

	/**
	 * Lets another request have the place of one that is counted elsewhere from now on.
	 */
	static void giveBackPlace(HttpServletRequest request) {
		if (request.getAttribute(PLACE) instanceof Semaphore places) {
			request.removeAttribute(PLACE);
			places.release();
		}
	}

	private Semaphore places(String path) {
		if (LIVENESS.contains(path)) {
			return this.livenessPlaces;
		}
		return (path.startsWith("/actuator/") || PROBES.contains(path)) ? this.probePlaces : this.places;
	}

	private boolean isTaken(Semaphore places) {
		try {
			return places.tryAcquire()
					|| places.tryAcquire(this.settings.requestPatience().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
