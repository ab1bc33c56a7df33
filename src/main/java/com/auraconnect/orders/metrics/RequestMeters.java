package com.auraconnect.orders.metrics;

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
 * Times every request as {@code http.server.requests}, under the names and tags that
 * Spring Boot's observation of it has. That one makes two dozen objects and looks its
 * meter up twice for each request, a twelfth of a read from memory; this one finds the
 * meter by what it will be tagged with.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestMeters extends OncePerRequestFilter {

	/** So that no client can make up paths, methods or codes for us to remember. */
	private static final int MOST_KINDS = 1000;

	private final MeterRegistry registry;

	private final ConcurrentMap<Kind, Timer> timers = new ConcurrentHashMap<>();

	RequestMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	/** What requests are told apart by. */
	private record Kind(String method, String uri, int status, String exception) {

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
			return (series != null) ? series.name() : "UNKNOWN";
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
			record(new Kind(request.getMethod(), pattern(request), status, exception), System.nanoTime() - start);
		}
	}

	private void record(Kind kind, long nanos) {
		var timer = this.timers.get(kind);
		if (timer == null && this.timers.size() < MOST_KINDS) {
			timer = this.timers.computeIfAbsent(kind, (_) -> kind.timer(this.registry));
		}
		if (timer != null) {
			timer.record(nanos, TimeUnit.NANOSECONDS);
		}
	}

	/** Of the handler; a request that got to none is not worth a meter of its path. */
	private static String pattern(HttpServletRequest request) {
		var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		return (pattern != null) ? pattern.toString() : "UNKNOWN";
	}

}
