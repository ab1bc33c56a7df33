package com.auraconnect.orders.web;

import java.io.IOException;

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
 * Gives each body its deadline, also one that nobody has asked for: whoever is refused
 * gets the answer at once, and has the rest of that time to finish speaking. Then the
 * connection is cut.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class PunctualBodies extends OncePerRequestFilter {

	/** Set on a request whose connection is good for nothing any more. */
	static final String LOST = PunctualBodies.class.getName() + ".LOST";

	private final WebSettings settings;

	PunctualBodies(WebSettings settings) {
		this.settings = settings;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		var body = new PunctualBody(request.getInputStream(), this.settings.bodyPatience());
		try {
			chain.doFilter(new WithBody(request, body), response);
		}
		finally {
			if (!body.isFinished() && !body.isLost()) {
				response.flushBuffer();
			}
			if (body.isLost() || !isSwallowed(body, this.settings.swallowedLimit())) {
				request.setAttribute(LOST, true);
			}
		}
	}

	/**
	 * Whether what nobody wants of the body has come to its end, and was not too much.
	 */
	private static boolean isSwallowed(PunctualBody body, DataSize limit) {
		if (body.isFinished()) {
			return true;
		}
		try {
			var buffer = new byte[8192];
			long swallowed = 0;
			for (int count = 0; count >= 0 && swallowed <= limit.toBytes(); count = body.read(buffer, 0, 8192)) {
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
