package com.auraconnect.orders.http;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Enforces the deadline and the size limit of every request body, also of one that no
 * handler reads. A refused client gets the response at once and may use the remaining
 * time to finish sending. Then the connection is closed. The number of clients in that
 * state is bounded; the connections of others are closed at once.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class BodyDeadlineFilter extends OncePerRequestFilter {

	/** Request attribute that marks a connection to be closed after the response. */
	static final String LOST = BodyDeadlineFilter.class.getName() + ".LOST";

	/** Request attribute with a {@link Runnable} that ends the response. */
	static final String END = BodyDeadlineFilter.class.getName() + ".END";

	private final WebSettings settings;

	private final BodyLimits limits;

	private final BodyMemoryLimit room;

	private final Semaphore swallowing;

	BodyDeadlineFilter(WebSettings settings, BodyLimits limits, BodyMemoryLimit room) {
		this.settings = settings;
		this.limits = limits;
		this.room = room;
		this.swallowing = new Semaphore(settings.swallowedAtOnce());
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var size = this.limits.of(request);
		var share = this.room.share(size);
		var body = new BodyDeadlineStream(request.getInputStream(), request.getContentLengthLong(),
				this.settings.limit(size), share, this.settings.bodyPatience());
		try (share) {
			chain.doFilter(new WithBody(request, body), response);
		}
		finally {
			if (!body.isFinished() && !body.isLost()) {
				// End the response first: a proxy that has all of it stops sending, but
				// Tomcat would wait for the rest of the body.
				response.flushBuffer();
				end(request);
			}
			if (body.isLost() || !isSwallowed(body)) {
				request.setAttribute(LOST, true);
			}
		}
	}

	/** Ends the response, if the web server has set {@link #END}. */
	private static void end(HttpServletRequest request) {
		if (request.getAttribute(END) instanceof Runnable end) {
			end.run();
		}
	}

	/**
	 * Discards the unread rest of the body. Returns whether the end was reached within
	 * the limit.
	 */
	private boolean isSwallowed(BodyDeadlineStream body) {
		if (body.isFinished()) {
			return true;
		}
		if (!this.swallowing.tryAcquire()) {
			return false;
		}
		try {
			return isSwallowed(body, this.settings.swallowedLimit());
		}
		finally {
			this.swallowing.release();
		}
	}

	private static boolean isSwallowed(BodyDeadlineStream body, DataSize limit) {
		try {
			var buffer = new byte[8192];
			long swallowed = 0;
			for (int count = 0; count >= 0
					&& swallowed <= limit.toBytes(); count = body.readUnlimited(buffer, 0, buffer.length)) {
				swallowed += count;
			}
			return body.isFinished();
		}
		catch (MalformedBody ex) {
			return false;
		}
	}

	private static final class WithBody extends HttpServletRequestWrapper {

		private final ServletInputStream body;

		WithBody(HttpServletRequest request, ServletInputStream body) {
			super(request);
			this.body = body;
		}

		@Override
		public ServletInputStream getInputStream() {
			return this.body;
		}

	}

}
