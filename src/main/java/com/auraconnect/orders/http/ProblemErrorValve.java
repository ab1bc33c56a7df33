package com.auraconnect.orders.http;

import java.io.IOException;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

import com.auraconnect.orders.platform.tracing.RequestId;
import com.auraconnect.orders.web.ProblemAdvice;

/**
 * Writes a problem for every error without a body, in place of Tomcat's HTML page. Such
 * errors are requests that Tomcat or the firewall of Spring Security reject before they
 * reach Spring MVC and {@link ProblemAdvice}.
 */
class ProblemErrorValve extends ErrorReportValve {

	/** Request attribute with the detail of the error, for the client. */
	static final String DETAIL = ProblemErrorValve.class.getName() + ".DETAIL";

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0) {
			return;
		}
		var requestId = Objects.requireNonNullElseGet(response.getHeader(RequestId.HEADER),
				() -> UUID.randomUUID().toString());
		response.setHeader(RequestId.HEADER, requestId);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		write(response, problem(status, request, requestId));
	}

	/**
	 * Writes the JSON of the problem.
	 * @param request its path is as the client has written it, null if unreadable; all
	 * other values are the service's own or a well-formed request id, and need no
	 * escaping
	 */
	private static String problem(int status, Request request, String requestId) {
		var code = ErrorCode.of(HttpStatusCode.valueOf(status));
		var path = request.getRequestURI();
		var detail = (request.getAttribute(DETAIL) instanceof String given) ? given : detail(code);
		var instance = new String(JsonStringEncoder.getInstance().quoteAsString(Objects.requireNonNullElse(path, "/")));
		return """
				{"type":"about:blank","title":"%s","status":%d,"detail":"%s","instance":"%s","code":"%s","request_id":"%s"}"""
			.formatted(code.title(), status, detail, instance, code, requestId);
	}

	private static String detail(ErrorCode code) {
		return switch (code) {
			case PAYLOAD_TOO_LARGE -> "The path or the headers are too long";
			case MALFORMED_REQUEST -> "The request line or a header is malformed";
			default -> code.defaultDetail();
		};
	}

	private static void write(Response response, String problem) {
		try {
			var writer = response.getReporter();
			if (writer != null) {
				writer.write(problem);
				response.finishResponse();
			}
		}
		catch (IOException ex) {
			// the client has disconnected
		}
	}

}
