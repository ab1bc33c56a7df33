package com.auraconnect.orders.http;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import com.auraconnect.orders.order.Totals;
import com.auraconnect.orders.platform.tracing.RequestId;

/**
 * Error response in the format of RFC 9457.
 *
 * @param detail explanation of this occurrence, for people
 * @param faults all faults of the request's fields, empty if the problem is not about
 * fields
 * @param totals the actual totals of the order, null unless they are the problem
 * @param retryAfter time after which a retry may succeed, null if it would not help
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(ErrorCode code, @Nullable String detail, List<Fault> faults, @Nullable Totals totals,
		@Nullable Duration retryAfter) {

	/** A problem without field faults. */
	public static Problem of(ErrorCode code, @Nullable String detail) {
		return new Problem(code, detail, List.of(), null, null);
	}

	/** A problem of some fields of the request. */
	public static Problem of(ErrorCode code, @Nullable String detail, List<Fault> faults) {
		return new Problem(code, detail, faults, null, null);
	}

	/** A problem with the price that the client expected. */
	public static Problem of(ErrorCode code, @Nullable String detail, Totals totals) {
		return new Problem(code, detail, List.of(), totals, null);
	}

	/** A problem that a later request may not meet. */
	public static Problem temporary(ErrorCode code, @Nullable String detail, Duration retryAfter) {
		return new Problem(code, detail, List.of(), null, retryAfter);
	}

	/** JSON form, with the fields in the order in which people read them. */
	@JsonInclude(Include.NON_EMPTY)
	public record Body(String type, String title, int status, @Nullable String detail, String instance, String code,
			@Nullable String requestId, List<Fault> errors, @Nullable Totals totals) {
	}

	/**
	 * The JSON form.
	 * @param instance the path of the request
	 */
	public Body body(String instance) {
		return new Body("about:blank", this.code.title(), this.code.status().value(), this.detail, instance,
				this.code.name(), RequestId.current(), this.faults, this.totals);
	}

	/**
	 * The response with its status, media type, {@code Retry-After} and
	 * {@code WWW-Authenticate}.
	 * @param instance the path of the request
	 */
	public ResponseEntity<Object> toResponse(String instance) {
		var response = ResponseEntity.status(this.code.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (this.retryAfter != null) {
			// rounded up: a client that comes back earlier is refused again
			var seconds = this.retryAfter.plusNanos(999_999_999).toSeconds();
			response.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
		}
		if (this.code == ErrorCode.UNAUTHORIZED) {
			response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		return response.body(body(instance));
	}

}
