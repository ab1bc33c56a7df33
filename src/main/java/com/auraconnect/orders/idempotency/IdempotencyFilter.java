package com.auraconnect.orders.idempotency;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

import com.auraconnect.orders.idempotency.IdempotencyService.Answer;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.security.BodyAuthorization;
import com.auraconnect.orders.security.Caller;
import com.auraconnect.orders.security.CurrentCaller;

/**
 * Handles the {@code Idempotency-Key} of a POST, PUT, PATCH or DELETE, after
 * authentication and before the handler. A replay is therefore sent before
 * {@code If-Match} is checked.
 */
class IdempotencyFilter extends OncePerRequestFilter {

	private static final String HEADER = "Idempotency-Key";

	private static final Set<String> CHANGES = Set.of("POST", "PUT", "PATCH", "DELETE");

	private static final String REPLAYED = "Idempotent-Replayed";

	private static final ObjectMapper BODIES = new ObjectMapper();

	private final IdempotencyService requests;

	private final BodyAuthorization authorization;

	private final HandlerExceptionResolver problems;

	IdempotencyFilter(IdempotencyService requests, BodyAuthorization authorization, HandlerExceptionResolver problems) {
		this.requests = requests;
		this.authorization = authorization;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		request.setAttribute(ResponseRecorderAttribute.ATTRIBUTE, ResponseRecorder.NONE);
		var key = request.getHeader(HEADER);
		var caller = CurrentCaller.current();
		if (key == null || caller.isEmpty() || !CHANGES.contains(request.getMethod())) {
			chain.doFilter(request, response);
			return;
		}
		try {
			executeOnce(requestKey(request, caller.get(), key), request, response, chain);
		}
		catch (ServletException ex) {
			throw ex;
		}
		catch (Exception ex) {
			this.problems.resolveException(request, response, null, ex);
		}
	}

	private static RequestKey requestKey(HttpServletRequest request, Caller caller, String key) {
		if (!IdempotencyService.isKey(key)) {
			throw new MalformedIdempotencyKey();
		}
		return RequestKey.of(caller.tenantId(), caller.subject(), request.getMethod(), request.getRequestURI(), key);
	}

	private void executeOnce(RequestKey key, HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws Exception {
		this.requests.requireNotInProgress(key);
		var body = body(request);
		var buffered = new ContentCachingResponseWrapper(response);
		var answer = this.requests.<Exception>executeOnce(key, fingerprint(request, body), (recorder) -> {
			request.setAttribute(ResponseRecorderAttribute.ATTRIBUTE, recorder);
			chain.doFilter(new RepeatableRequest(request, body), buffered);
			return new Answer(buffered.getStatus(), buffered.getContentAsByteArray(),
					ResponseRecorderAttribute.isRefusedForGood(request));
		});
		if (answer.isReplay()) {
			this.authorization.checkReplay(request, body);
			replay(answer.kept(), request, response);
		}
		else {
			buffered.copyBodyToResponse();
		}
	}

	/**
	 * The query string is part of the request, but not of the path that a key is bound
	 * to.
	 */
	private static byte[] fingerprint(HttpServletRequest request, byte[] body) {
		var query = request.getQueryString();
		return (query == null) ? Fingerprint.of(body) : Fingerprint.of(query, body);
	}

	/** The stream of the web layer enforces the size limit of the endpoint. */
	private static byte[] body(HttpServletRequest request) throws IOException {
		return request.getInputStream().readAllBytes();
	}

	private static void replay(IdempotencyRecord answer, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setStatus(answer.status());
		response.setHeader(REPLAYED, "true");
		response.setContentType(
				(answer.status() < 400) ? MediaType.APPLICATION_JSON_VALUE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		if (answer.version() != null) {
			response.setHeader(HttpHeaders.ETAG, "\"" + answer.version() + "\"");
		}
		if (answer.status() == HttpServletResponse.SC_CREATED) {
			response.setHeader(HttpHeaders.LOCATION, location(answer, request));
		}
		response.setContentLength(answer.body().length);
		response.getOutputStream().write(answer.body());
	}

	/**
	 * Location of what the request created: the request's path, followed by the
	 * {@code id} or else the {@code number} in the response.
	 */
	private static String location(IdempotencyRecord answer, HttpServletRequest request) throws IOException {
		if (answer.orderId() != null) {
			return "/api/v1/orders/" + answer.orderId();
		}
		if (!request.getMethod().equals("POST")) {
			return request.getRequestURI();
		}
		var created = BODIES.readTree(answer.body());
		return request.getRequestURI() + "/" + created.path("id").asText(created.path("number").asText());
	}

}
