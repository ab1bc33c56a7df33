package com.auraconnect.orders.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
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
import com.auraconnect.orders.idempotency.IdempotencyService.Answer;
import com.auraconnect.orders.idempotency.IdempotencyService;
import com.auraconnect.orders.idempotency.RequestKey;
import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.order.OfflineState;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.security.BodyAuthorization;

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

	private static final String ALREADY = "already";

	/** Longest time that a terminal can have been offline. */
	private static final Duration LONGEST_OFFLINE = Duration.ofDays(7);

	/** Tolerance for a terminal's clock that is ahead. */
	private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

	private final OrderPlacing placing;

	private final BodyAuthorization authorization;

	private final IdempotencyService requests;

	private final RequestBinder binder;

	private final Json json;

	private final Clock clock;

	BatchPlacing(OrderPlacing placing, BodyAuthorization authorization, IdempotencyService requests,
			RequestBinder binder, Json json, Clock clock) {
		this.placing = placing;
		this.authorization = authorization;
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
			return new Placed(Result.of(key, answer, batch), answer.isTemporary());
		}

		static Placed refused(@Nullable String key, Answer answer) {
			return new Placed(Result.refused(key, answer), answer.isTemporary());
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
		var offline = new OfflineFields(order.remove(PLACED_AT), order.remove(ALREADY));
		try {
			this.authorization.check(caller, "POST", PATH, order);
			var request = RequestKey.of(caller.tenantId(), caller.subject(), "POST", PATH, key);
			return this.requests.executeOnce(request, Fingerprint.of(this.json.bytes(order)),
					(recorder) -> answer(batch, order, offline, recorder));
		}
		catch (RuntimeException ex) {
			return problem(batch, ex);
		}
	}

	private Answer answer(Batch batch, ObjectNode order, OfflineFields fields, ResponseRecorder recorder) {
		try {
			var offline = offline(order, fields);
			var request = this.binder.bind(order, OrderRequest.class);
			return new Answer(201, this.placing.place(batch.caller(), request, offline, recorder).json(), false);
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
	 * Fields of an order of a batch that {@code POST /orders} has not. They are not part
	 * of the fingerprint, so their faults are transient: a terminal may have sent the
	 * order without them, and a time that is too far ahead becomes valid later.
	 */
	private record OfflineFields(@Nullable JsonNode placedAt, @Nullable JsonNode already) {

		boolean isHandedOver() {
			return isGiven(this.already);
		}

		static boolean isGiven(@Nullable JsonNode field) {
			return field != null && !field.isNull();
		}

	}

	/**
	 * Parses how the terminal took the order; null for an order of now.
	 * @throws InvalidRequest if that is invalid, with all other faults of the order
	 */
	private NewOrder.@Nullable Offline offline(ObjectNode order, OfflineFields fields) {
		var faults = new ArrayList<InvalidRequest>();
		var placedAt = parse(() -> placedAt(fields.placedAt()), faults);
		parse(() -> requireCompleted(fields.already()), faults);
		if (fields.isHandedOver() && !OfflineFields.isGiven(fields.placedAt())) {
			faults.add(InvalidRequest.transientFault(PLACED_AT, "must be given with already"));
		}
		if (!faults.isEmpty()) {
			parse(() -> this.binder.bind(order, OrderRequest.class), faults, 0);
			throw faults.stream().reduce(InvalidRequest::and).orElseThrow();
		}
		return (placedAt != null)
				? new NewOrder.Offline(placedAt, fields.isHandedOver() ? OfflineState.COMPLETED : OfflineState.OPEN)
				: null;
	}

	private static <T> @Nullable T parse(Supplier<@Nullable T> field, List<InvalidRequest> faults) {
		return parse(field, faults, faults.size());
	}

	private static <T> @Nullable T parse(Supplier<@Nullable T> field, List<InvalidRequest> faults, int place) {
		try {
			return field.get();
		}
		catch (InvalidRequest ex) {
			faults.add(place, ex);
			return null;
		}
	}

	private @Nullable Instant placedAt(@Nullable JsonNode text) {
		if (!OfflineFields.isGiven(text)) {
			return null;
		}
		var placedAt = instant(text);
		var now = this.clock.instant();
		if (placedAt.isAfter(now.plus(CLOCK_SKEW)) || placedAt.isBefore(now.minus(LONGEST_OFFLINE))) {
			throw InvalidRequest.transientFault(PLACED_AT, "must be within the last 7 days");
		}
		return placedAt;
	}

	private static @Nullable Void requireCompleted(@Nullable JsonNode already) {
		if (OfflineFields.isGiven(already) && !"completed".equals(already.textValue())) {
			throw InvalidRequest.transientFault(ALREADY, "must be \"completed\"");
		}
		return null;
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
