package com.auraconnect.orders.platform.fastpath;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Times every request as {@code http.server.requests}, with the names and tags of Spring
 * Boot's observation. The observation allocates two dozen objects and looks its meter up
 * twice for each request, a twelfth of the time of a cached read; this filter looks the
 * timer up by its tags once.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestMeters extends OncePerRequestFilter {

	/**
	 * Limit of distinct timers, so that clients cannot fill memory with made-up paths,
	 * methods or codes.
	 */
	private static final int MAX_TIMERS = 1000;

	private final MeterRegistry registry;

	private final ConcurrentMap<TimerKey, Timer> timers = new ConcurrentHashMap<>();

	RequestMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	/** Tags of a timer. */
	private record TimerKey(String method, String uri, int status, String exception) {

		Timer timer(MeterRegistry registry) {
			return Timer.builder("http.server.requests")
				.description("Requests, by handler and status")
				.tag("method", this.method)
				.tag("uri", this.uri)
				.tag("status", Integer.toString(this.status))
				.tag("outcome", outcome())
				.tag("exception", this.exception)
				.tag("error", this.exception)
				.register(registry);
		}

		private String outcome() {
			var series = HttpStatus.Series.resolve(this.status);
			return switch (series) {
				case null -> "UNKNOWN";
				case SUCCESSFUL -> "SUCCESS";
				default -> series.name();
			};
		}

	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var start = System.nanoTime();
		var status = 500;
		var exception = "none";
		try {
			chain.doFilter(request, response);
			status = response.getStatus();
		}
		catch (ServletException | IOException | RuntimeException ex) {
			exception = ex.getClass().getSimpleName();
			throw ex;
		}
		finally {
			record(new TimerKey(request.getMethod(), pattern(request), status, exception), System.nanoTime() - start);
		}
	}

	private void record(TimerKey key, long nanos) {
		var timer = this.timers.get(key);
		if (timer == null && this.timers.size() < MAX_TIMERS) {
			timer = this.timers.computeIfAbsent(key, (_) -> key.timer(this.registry));
		}
		if (timer != null) {
			timer.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	/** Path pattern of the handler; "UNKNOWN" for a request that reached none. */
	private static String pattern(HttpServletRequest request) {
		var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		return (pattern != null) ? pattern.toString() : "UNKNOWN";
	}

}
