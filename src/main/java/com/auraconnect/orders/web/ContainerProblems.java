package com.auraconnect.orders.web;

import java.io.IOException;
import java.util.Objects;
import java.util.UUID;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

import com.auraconnect.orders.tracing.RequestId;

/**
 * Gives a problem to every error that comes without a body, in the place of Tomcat's page
 * of HTML: requests that Tomcat or the firewall of Spring Security refuse before they
 * reach Spring MVC and {@link Problems}.
 */
class ContainerProblems extends ErrorReportValve {

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
		write(response, problem(status, requestId));
	}

	/** All its parts are our own, or a sane request id: there is nothing to escape. */
	private static String problem(int status, String requestId) {
		var code = ErrorCode.of(HttpStatusCode.valueOf(status));
		return """
				{"type":"about:blank","title":"%s","status":%d,"code":"%s","request_id":"%s"}""".formatted(code.title(),
				status, code, requestId);
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
			// the client has gone
		}
	}

}
