package com.auraconnect.orders.http;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The {@code code} of a problem, by which clients decide. */
public enum ErrorCode {

	VALIDATION_ERROR(HttpStatus.BAD_REQUEST, "Validation Failed"),
	MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "Malformed Request"),
	UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Unauthorized"),
	PAYMENT_FAILED(HttpStatus.PAYMENT_REQUIRED, "Payment Declined"), FORBIDDEN(HttpStatus.FORBIDDEN, "Forbidden"),
	NOT_FOUND(HttpStatus.NOT_FOUND, "Not Found"),
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method Not Allowed"),
	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not Acceptable"), INVALID_STATE(HttpStatus.CONFLICT, "Invalid State"),
	CAPTURED(HttpStatus.CONFLICT, "Payment Captured"), LOCATION_PAUSED(HttpStatus.CONFLICT, "Location Paused"),
	VERSION_CONFLICT(HttpStatus.CONFLICT, "Conflict"),
	IDEMPOTENCY_IN_PROGRESS(HttpStatus.CONFLICT, "Request In Progress"),
	PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "Precondition Failed"),
	PAYLOAD_TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE, "Payload Too Large"),
	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type"),
	MENU_ITEM_UNAVAILABLE(HttpStatus.UNPROCESSABLE_ENTITY, "Menu Item Unavailable"),
	INSUFFICIENT_INVENTORY(HttpStatus.UNPROCESSABLE_ENTITY, "Insufficient Inventory"),
	PRICE_CHANGED(HttpStatus.UNPROCESSABLE_ENTITY, "Price Changed"),
	AMOUNT_TOO_HIGH(HttpStatus.UNPROCESSABLE_ENTITY, "Amount Too High"),
	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY, "Idempotency Key Reused"),
	RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too Many Requests"),
	INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Internal Server Error"),
	MENU_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Menu Unavailable"),
	SERVICE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Service Unavailable");

	private final HttpStatus status;

	private final String title;

	ErrorCode(HttpStatus status, String title) {
		this.status = status;
		this.title = title;
	}

	/** Maps the status of a Spring exception to a code. */
	public static ErrorCode of(HttpStatusCode status) {
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

	/** HTTP status of each problem with this code. */
	public HttpStatus status() {
		return this.status;
	}

	/** Title of the problem, constant for each code. */
	public String title() {
		return this.title;
	}

	/** Detail of a problem about which only the code is known. */
	public String defaultDetail() {
		return switch (this) {
			case MALFORMED_REQUEST -> "The request cannot be read";
			case NOT_FOUND -> "The resource does not exist";
			case METHOD_NOT_ALLOWED -> "The path does not support this method";
			case NOT_ACCEPTABLE -> "The response is not available in the requested media type";
			case PAYLOAD_TOO_LARGE -> "The request is too large";
			case UNSUPPORTED_MEDIA_TYPE -> "The request must be JSON";
			case INTERNAL_ERROR -> "An unexpected error occurred; the log has details under this request_id";
			case SERVICE_UNAVAILABLE -> "The service is temporarily unavailable; retry the request";
			default -> this.title;
		};
	}

}
