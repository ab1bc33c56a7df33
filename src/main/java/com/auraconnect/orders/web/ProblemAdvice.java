package com.auraconnect.orders.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import com.auraconnect.orders.http.ErrorCode;
import com.auraconnect.orders.http.Problem;
import com.auraconnect.orders.idempotency.ResponseRecorderAttribute;

/**
 * Turns every exception into a {@link Problem}: the service's own by
 * {@link ProblemMapper}, Spring's by status.
 */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	@ExceptionHandler(Exception.class)
	ResponseEntity<Object> handle(Exception ex, HttpServletRequest request) {
		if (ProblemMapper.isPermanent(ex)) {
			ResponseRecorderAttribute.refuseForGood(request);
		}
		return ProblemMapper.of(ex).toResponse(request.getRequestURI());
	}

	@Override
	protected ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		if (status.is5xxServerError()) {
			log.error("unexpected failure", ex);
		}
		var code = ErrorCode.of(status);
		var problem = answer(Problem.of(code, code.defaultDetail()), request);
		return ResponseEntity.status(problem.getStatusCode())
			.headers(headers)
			.headers(problem.getHeaders())
			.body(problem.getBody());
	}

	private static ResponseEntity<Object> answer(Problem problem, WebRequest request) {
		return problem.toResponse(((ServletWebRequest) request).getRequest().getRequestURI());
	}

}
