package com.auraconnect.orders.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The {@code code} of a problem: what a client can decide by. */
public enum ErrorCode {

	VALIDATION_ERROR(HttpStatus.BAD_REQUEST, "The request is not valid"),
	MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be read"),
	UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "A valid token is needed"),
	PAYMENT_FAILED(HttpStatus.PAYMENT_REQUIRED, "The payment was declined"),
	FORBIDDEN(HttpStatus.FORBIDDEN, "This is not for this caller to do"),
	NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer cannot be had in that form"),
	INVALID_STATE(HttpStatus.CONFLICT, "The order is not in a state for that"),
	VERSION_CONFLICT(HttpStatus.CONFLICT, "Another change came first"),
	IDEMPOTENCY_IN_PROGRESS(HttpStatus.CONFLICT, "The same request is being worked on"),
	PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "The order has changed since"),
	PAYLOAD_TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE, "The request is too large"),
	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The request must be JSON"),
	MENU_ITEM_UNAVAILABLE(HttpStatus.UNPROCESSABLE_ENTITY, "Something on the order cannot be ordered"),
	INSUFFICIENT_INVENTORY(HttpStatus.UNPROCESSABLE_ENTITY, "There is not enough in stock"),
	PRICE_CHANGED(HttpStatus.UNPROCESSABLE_ENTITY, "The order costs something else"),
	AMOUNT_TOO_HIGH(HttpStatus.UNPROCESSABLE_ENTITY, "The amount is more than is open"),
	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY, "The key belongs to another request"),
	RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
	INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The service has failed"),
	MENU_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The menu is not available"),
	SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service is not available");

	private final HttpStatus status;

	private final String title;

	ErrorCode(HttpStatus status, String title) {
		this.status = status;
		this.title = title;
	}

	/** The code of a failure that Spring has given a status. */
	static ErrorCode of(HttpStatusCode status) {
		return switch (status.value()) {
			case 404 -> NOT_FOUND;
			case 405 -> METHOD_NOT_ALLOWED;
			case 406 -> NOT_ACCEPTABLE;
			case 413, 414, 431 -> PAYLOAD_TOO_LARGE;
			case 415 -> UNSUPPORTED_MEDIA_TYPE;
			case 503 -> SERVICE_UNAVAILABLE;
			default -> status.is4xxClientError() ? MALFORMED_REQUEST : INTERNAL_ERROR;
		};
	}

	public HttpStatus status() {
		return this.status;
	}

	/** The same for every problem of this code. */
	public String title() {
		return this.title;
	}

}
