package com.auraconnect.orders.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.RequestBinder;
import com.auraconnect.orders.http.WireFormat;
import com.auraconnect.orders.idempotency.Fingerprint;
import com.auraconnect.orders.idempotency.IdempotencyService;
import com.auraconnect.orders.idempotency.IdempotencyService.Answer;
import com.auraconnect.orders.idempotency.RequestKey;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.platform.codec.Json;

/**
 * Places one order of a batch exactly as {@code POST /orders} would under the same key. A
 * terminal that lost its connection during {@code POST /orders} may send the order again
 * in a batch, and it is still created once.
 */
@Component
class BatchPlacing {

	/** Path in the idempotency key, that of a single order. */
	private static final String PATH = "/api/v1/orders";

	private static final String KEY = "idempotency_key";

	private static final String PLACED_AT = "placed_at";

	/** Longest time that a terminal can have been offline. */
	private static final Duration LONGEST_OFFLINE = Duration.ofDays(7);

	/** Tolerance for a terminal's clock that is ahead. */
	private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

	private final OrderPlacing placing;

	private final IdempotencyService requests;

	private final RequestBinder binder;

	private final Json json;

	private final Clock clock;

	BatchPlacing(OrderPlacing placing, IdempotencyService requests, RequestBinder binder, Json json, Clock clock) {
		this.placing = placing;
		this.requests = requests;
		this.binder = binder;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Result of one order.
	 *
	 * @param idempotencyKey null if the order has no readable key
	 * @param status the status that {@code POST /orders} would have answered
	 * @param order null if the order was refused or does not fit into the response
	 * @param problem null if the order was created
	 */
	@JsonInclude(Include.NON_NULL)
	record Result(@JsonInclude(Include.ALWAYS) @Nullable String idempotencyKey, int status,
			@JsonRawValue @Nullable String order, @JsonRawValue @Nullable String problem) {

		static Result refused(@Nullable String key, Answer answer) {
			return new Result(key, answer.status(), null, text(answer));
		}

		/** Leaves the order out if it does not fit into the response. */
		static Result of(String key, Answer answer, Batch batch) {
			if (answer.status() >= 400) {
				return refused(key, answer);
			}
			return new Result(key, answer.status(), batch.hasRoomFor(answer.body().length) ? text(answer) : null, null);
		}

		private static String text(Answer answer) {
			return new String(answer.body(), StandardCharsets.UTF_8);
		}

	}

	/**
	 * Outcome of one order.
	 *
	 * @param isTransient whether a retry may have another result
	 */
	record Placed(Result result, boolean isTransient) {

		static Placed of(String key, Answer answer, Batch batch) {
			return new Placed(Result.of(key, answer, batch), answer.isForNow());
		}

		static Placed refused(@Nullable String key, Answer answer) {
			return new Placed(Result.refused(key, answer), answer.isForNow());
		}

	}

	/** Places the next order, unless the database is unavailable. */
	Placed place(Batch batch, JsonNode order) {
		try {
			if (!(order instanceof ObjectNode fields)) {
				throw new InvalidRequest("order", "must be an object");
			}
			var key = key(fields);
			var outage = batch.outage();
			return (outage != null) ? Placed.refused(key, outage)
					: Placed.of(key, place(batch, key, fields.deepCopy()), batch);
		}
		catch (InvalidRequest ex) {
			return Placed.refused(null, problem(ex));
		}
	}

	private static String key(ObjectNode order) {
		var key = order.path(KEY);
		if (!key.isTextual() || !IdempotencyService.isKey(key.textValue())) {
			throw new InvalidRequest(KEY, "must be 1 to 255 printable ASCII characters");
		}
		return key.textValue();
	}

	private Answer place(Batch batch, String key, ObjectNode order) {
		var caller = batch.caller();
		order.remove(KEY);
		var placedAt = order.remove(PLACED_AT);
		try {
			var request = RequestKey.of(caller.tenantId(), caller.subject(), "POST", PATH, key);
			return this.requests.executeOnce(request, Fingerprint.of(this.json.bytes(order)),
					(recorder) -> answer(batch, order, placedAt, recorder));
		}
		catch (RuntimeException ex) {
			return problem(batch, ex);
		}
	}

	private Answer answer(Batch batch, ObjectNode order, @Nullable JsonNode placedAt, ResponseRecorder recorder) {
		try {
			var time = placedAt(order, placedAt);
			var request = this.binder.bind(order, OrderRequest.class);
			return new Answer(201, this.placing.place(batch.caller(), request, time, recorder).json(), false);
		}
		catch (RuntimeException ex) {
			return problem(batch, ex);
		}
	}

	private Answer problem(Batch batch, Exception ex) {
		var answer = problem(ex);
		if (ex instanceof DataAccessResourceFailureException || ex instanceof CannotCreateTransactionException) {
			batch.abort(answer);
		}
		return answer;
	}

	private Answer problem(Exception ex) {
		var problem = ProblemMapper.of(ex);
		return new Answer(problem.code().status().value(), this.json.bytes(problem.body(PATH)),
				ProblemMapper.isPermanent(ex));
	}

	/**
	 * Parses {@code placed_at}.
	 * @throws InvalidRequest if it is invalid, with all other faults of the order
	 */
	private @Nullable Instant placedAt(ObjectNode order, @Nullable JsonNode text) {
		try {
			return placedAt(text);
		}
		catch (InvalidRequest ex) {
			try {
				this.binder.bind(order, OrderRequest.class);
			}
			catch (InvalidRequest others) {
				throw others.and(ex);
			}
			throw ex;
		}
	}

	/**
	 * Parses {@code placed_at}. Its faults are transient: it is not part of the
	 * fingerprint, and a time that is too far ahead becomes valid later.
	 */
	private @Nullable Instant placedAt(@Nullable JsonNode text) {
		if (text == null || text.isNull()) {
			return null;
		}
		var placedAt = instant(text);
		var now = this.clock.instant();
		if (placedAt.isAfter(now.plus(CLOCK_SKEW)) || placedAt.isBefore(now.minus(LONGEST_OFFLINE))) {
			throw InvalidRequest.transientFault(PLACED_AT, "must be within the last 7 days");
		}
		return placedAt;
	}

	private static Instant instant(JsonNode text) {
		try {
			return WireFormat.instant(text.isTextual() ? text.textValue() : "");
		}
		catch (DateTimeException ex) {
			throw InvalidRequest.transientFault(PLACED_AT,
					"must be a time with a zone such as \"2026-11-20T18:30:00Z\"");
		}
	}

}
