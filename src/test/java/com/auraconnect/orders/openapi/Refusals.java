package com.auraconnect.orders.openapi;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import com.auraconnect.orders.http.ErrorCode;

/**
 * Error codes of an operation: its own, and those that follow from its method, path and
 * body. An integration test fails on any other code.
 *
 * @param operation its method and path, {@code POST /api/v1/orders/{id}/items}
 * @param hasBody whether it takes a body
 */
record Refusals(String operation, OperationDoc doc, boolean hasBody) {

	Set<ErrorCode> codes() {
		var codes = EnumSet.copyOf(Set.of(ErrorCode.NOT_ACCEPTABLE, ErrorCode.INTERNAL_ERROR));
		codes.addAll(this.doc.refuses());
		if (!isLimited()) {
			return codes;
		}
		codes.addAll(Set.of(ErrorCode.MALFORMED_REQUEST, ErrorCode.RATE_LIMITED, ErrorCode.SERVICE_UNAVAILABLE));
		if (!this.doc.isOpen()) {
			codes.addAll(Set.of(ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN));
		}
		if (this.hasBody) {
			codes.addAll(
					Set.of(ErrorCode.VALIDATION_ERROR, ErrorCode.PAYLOAD_TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE));
		}
		if (takesIdempotencyKey()) {
			codes.addAll(Set.of(ErrorCode.VALIDATION_ERROR, ErrorCode.IDEMPOTENCY_IN_PROGRESS,
					ErrorCode.IDEMPOTENCY_KEY_REUSED));
		}
		if (this.operation.contains("{id}")) {
			codes.add(ErrorCode.NOT_FOUND);
		}
		if (takesIfMatch()) {
			codes.addAll(Set.of(ErrorCode.PRECONDITION_FAILED, ErrorCode.VERSION_CONFLICT));
		}
		return codes;
	}

	/** Returns the names of the rate-limit headers of its responses. */
	List<String> limitHeaders() {
		return isLimited() ? ProblemDocs.LIMIT_HEADERS : List.of();
	}

	private boolean isLimited() {
		return this.operation.contains(" /api/");
	}

	/** Whether the operation takes an {@code Idempotency-Key}. */
	boolean takesIdempotencyKey() {
		return isLimited() && !this.operation.startsWith("GET ");
	}

	/** Whether the operation takes an {@code If-Match}. */
	boolean takesIfMatch() {
		return this.operation.contains("{id}") && !this.operation.startsWith("GET ");
	}

}
