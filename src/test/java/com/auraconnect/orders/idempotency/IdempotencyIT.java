package com.auraconnect.orders.idempotency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.RawHttp;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Replays responses under an idempotency key, and tells keys of different scopes apart.
 */
@ServiceTest
class IdempotencyIT {

	private static final String ORDERS = "/api/v1/orders";

	/** Location 2 does not confirm orders automatically. */
	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final ServiceClient client;

	private final ServiceClient staff;

	private final JdbcClient database;

	private final Scheduler scheduler;

	private final String token;

	private final int port;

	private final String key = UUID.randomUUID().toString();

	IdempotencyIT(ServiceClient client, Sandbox sandbox, TestEnvironment site, Scheduler scheduler,
			@LocalServerPort int port) {
		this.client = client;
		this.staff = client.staff(1, 2L);
		this.database = site.database();
		this.scheduler = scheduler;
		this.token = sandbox.tokens().token(TokenRequest.staff(1, 2L));
		this.port = port;
	}

	@Test
	void aRepetitionGetsTheFirstResponse() {
		Answer first = order(this.staff, BURGER);
		Answer second = order(this.staff, BURGER);

		assertThat(first.status()).isEqualTo(201);
		assertThat(first.isReplay()).isFalse();
		assertThat(second).isEqualTo(new Answer(201, second.headers(), first.body()));
		assertThat(second.isReplay()).isTrue();
		for (String header : List.of("ETag", "Location", "Content-Type")) {
			assertThat(second.header(header)).isPresent().isEqualTo(first.header(header));
		}
	}

	@Test
	void aRepeatedCreateReturnsTheFirstVersionAfterTheOrderHasChanged() {
		Answer first = order(this.staff, BURGER);
		new OrderClient(this.staff).move(first.at("/id").asLong(), "confirmed", "preparing");

		Answer second = order(this.staff, BURGER);

		assertThat(second.body()).isEqualTo(first.body());
		assertThat(second.header("ETag")).hasValue("\"1\"");
	}

	@Test
	void anotherBodyUnderTheSameKeyIsRefused() {
		Answer first = order(this.staff, BURGER);
		Answer other = order(this.staff, BURGER.with("guest_count", 2));

		assertThat(other.status()).isEqualTo(422);
		assertThat(other.text("/code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
		assertThat(order(this.staff, BURGER).body()).as("the first response").isEqualTo(first.body());
	}

	@Test
	void whiteSpaceAndFieldOrderDoNotChangeTheBody() {
		Answer first = order(this.staff,
				"{\"location_id\":2,\"order_type\":\"dine_in\",\"items\":[{\"menu_item_id\":10,\"quantity\":1}]}");
		Answer second = order(this.staff, """
				{
				  "items" : [ { "quantity" : 1, "menu_item_id" : 10 } ],
				  "order_type" : "dine_in",
				  "location_id" : 2
				}
				""");

		assertThat(first.status()).isEqualTo(201);
		assertThat(second.isReplay()).isTrue();
		assertThat(second.body()).isEqualTo(first.body());
	}

	@Test
	void theOrderOfTheLinesChangesTheBody() {
		order(this.staff, OrderBody.at(2, OrderBody.line(10, 1), OrderBody.line(20, 1)));

		assertThat(order(this.staff, OrderBody.at(2, OrderBody.line(20, 1), OrderBody.line(10, 1))).status())
			.isEqualTo(422);
	}

	@Test
	void theSameKeyOfAnotherCallerIsAnotherKey() {
		Answer one = order(this.staff, BURGER);
		Answer other = order(this.client.as(TokenRequest.staff(1, 2L).as("another-caller")), BURGER);

		assertThatBothAreDone(one, other);
	}

	@Test
	void theSameKeyAndCallerOfAnotherTenantIsAnotherKey() {
		Answer one = order(this.client.as(TokenRequest.admin(1).as("the-boss")), OrderBody.burgerAt(1));
		Answer other = order(this.client.as(TokenRequest.admin(2).as("the-boss")), OrderBody.burgerAt(3));

		assertThatBothAreDone(one, other);
	}

	@Test
	void theSameKeyOnAnotherPathIsAnotherKey() {
		Answer order = order(this.staff, BURGER);
		Map<String, String> cash = Map.of("method", "cash", "amount", "1.00");
		Function<Answer, Answer> pay = (answer) -> this.staff.withKey(this.key)
			.post(ORDERS + "/" + answer.text("/id") + "/payments", cash);
		Answer other = this.staff.post(ORDERS, BURGER);

		assertThat(pay.apply(order).isReplay()).isFalse();
		assertThat(pay.apply(other).isReplay()).isFalse();
		assertThat(pay.apply(order).isReplay()).isTrue();
		assertThat(pay.apply(order).at("/payments")).hasSize(1);
		assertThat(pay.apply(other).at("/id")).isEqualTo(other.at("/id"));
	}

	@Test
	void aRepeatedChangeIsDoneOnce() {
		String cancel = ORDERS + "/" + this.staff.post(ORDERS, BURGER).text("/id") + "/cancel";
		Map<String, String> reason = Map.of("reason", "customer_request");

		Answer first = this.staff.withKey(this.key).post(cancel, reason);
		Answer second = this.staff.withKey(this.key).post(cancel, reason);

		assertThat(first.status()).isEqualTo(200);
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.isReplay()).isTrue();
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(second.header("ETag")).isPresent().isEqualTo(first.header("ETag"));
		assertThat(second.header("Location")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PATCH ", "PUT /status", "PUT /items/{item_id}", "DELETE /items/{item_id}", "POST /items",
			"POST /payments", "POST /cancel", "POST /kitchen/prepare", "POST /kitchen/ready",
			"POST /kitchen/items/{item_id}/bump", "POST /kitchen/items/{item_id}/recall", "POST /kitchen/acknowledge" })
	void everyChangeIsDoneOnceWhateverItsMethod(String change) {
		JsonNode order = orderOfTwoLines(change.contains("/kitchen/"));

		Answer first = change(this.staff.withKey(this.key), change, order);
		new OrderClient(this.staff).tryToCancel(order.required("id").asLong());
		Answer second = change(this.staff.withKey(this.key), change, order);

		assertThat(first.status()).as(first::toString).isEqualTo(200);
		assertThat(first.isReplay()).isFalse();
		assertThat(second).isEqualTo(new Answer(200, second.headers(), first.body()));
		assertThat(second.isReplay()).isTrue();
		assertThat(second.header("ETag")).isPresent().isEqualTo(first.header("ETag"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "PATCH ", "PUT /status", "PUT /items/{item_id}", "DELETE /items/{item_id}", "POST /items" })
	void aReplayPrecedesTheIfMatchCheck(String change) {
		JsonNode order = orderOfTwoLines(false);
		ServiceClient keyed = this.staff.withKey(this.key).ifVersion(order.required("version").asInt());

		Answer first = change(keyed, change, order);
		Answer second = change(keyed, change, order);

		assertThat(first.status()).as(first::toString).isEqualTo(200);
		assertThat(second).isEqualTo(new Answer(200, second.headers(), first.body()));
		assertThat(second.isReplay()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PATCH ", "PUT /status", "PUT /items/{item_id}" })
	void anotherBodyOfAChangeUnderTheSameKeyIsRefused(String change) {
		JsonNode order = orderOfTwoLines(false);
		ServiceClient keyed = this.staff.withKey(this.key);
		change(keyed, change, order);

		Answer other = keyed.send(method(change), path(change, order), "{}");

		assertThatProblem(other).is(422, "IDEMPOTENCY_KEY_REUSED");
	}

	@Test
	void theSameKeyOfAnotherMethodIsAnotherKey() {
		JsonNode order = orderOfTwoLines(false);
		ServiceClient keyed = this.staff.withKey(this.key);
		change(keyed, "PUT /items/{item_id}", order);

		Answer takenOff = change(keyed, "DELETE /items/{item_id}", order);

		assertThat(takenOff.status()).as(takenOff::toString).isEqualTo(200);
		assertThat(takenOff.isReplay()).isFalse();
		assertThat(takenOff.text("/items/0/status")).isEqualTo("voided");
	}

	@Test
	void aRefusalIsStoredForAPathOfAnyLength() {
		String path = ORDERS + "/1/items/" + "1".repeat(600);
		ServiceClient keyed = this.staff.withKey(this.key);

		assertThatProblem(keyed.put(path, "{")).is(400, "MALFORMED_REQUEST");
		assertThat(keyed.put(path, "{").isReplay()).isTrue();
		assertThat(keyed.put(path + "2", "{").isReplay()).isFalse();
	}

	@Test
	void anIdHasOnlyOneSpelling() {
		String id = orderOfTwoLines(false).required("id").asText();
		for (String other : List.of("0".repeat(600) + id, "0" + id, "+" + id, "%2B" + id)) {
			Answer answer = this.staff.withKey(this.key)
				.post(ORDERS + "/" + other + "/cancel", Map.of("reason", "customer_request"));
			assertThatProblem(answer).is(404, "NOT_FOUND");
		}
		assertThat(new OrderClient(this.staff).status(Long.parseLong(id))).isEqualTo("pending");
	}

	/** Refusals that time, another caller or a delivery can lift. */
	static Stream<Arguments> refusalsForNow() {
		Map<String, Object> lines = Map.of("items", List.of(OrderBody.line(20, 1)));
		String unknown = ORDERS + "/999999999999";
		return Stream.of(arguments("MENU_ITEM_UNAVAILABLE", ORDERS, OrderBody.at(2, OrderBody.line(4711, 1))),
				arguments("INSUFFICIENT_INVENTORY", ORDERS, OrderBody.at(2, OrderBody.line(30, 1))),
				arguments("PRICE_CHANGED", ORDERS, BURGER.with("expected_total", "1.00")),
				arguments("VALIDATION_ERROR", ORDERS, BURGER.with("quote_token", "of-another-service")),
				arguments("FORBIDDEN", ORDERS, OrderBody.burgerAt(1)),
				arguments("NOT_FOUND", unknown + "/items", lines),
				arguments("VALIDATION_ERROR", "/payments",
						Map.of("method", "cash", "amount", "1.00", "tip_amount", "99999999.99")),
				arguments("AMOUNT_TOO_HIGH", "/payments", Map.of("method", "cash", "amount", "500.00")),
				arguments("VALIDATION_ERROR", "/refunds", Map.of("payment_id", 1, "amount", "1.00", "reason", "cold")),
				arguments("MENU_ITEM_UNAVAILABLE", "/items", Map.of("items", List.of(OrderBody.line(4711, 1)))),
				arguments("INVALID_STATE", "/kitchen/ready", Map.of()),
				arguments("VALIDATION_ERROR", "/kitchen/prepare", Map.of("station", "nowhere")));
	}

	@ParameterizedTest
	@MethodSource("refusalsForNow")
	void aTemporaryRefusalIsNotStored(String code, String path, Object body) {
		String whole = path.startsWith(ORDERS) ? path
				: path("POST " + path, orderOfTwoLines(path.equals("/kitchen/prepare")));

		for (int i = 0; i < 2; i++) {
			Answer answer = this.staff.withKey(this.key).post(whole, body);
			assertThat(answer.text("/code")).as(answer::toString).isEqualTo(code);
			assertThat(answer.isReplay()).isFalse();
		}
		assertThat(stored()).isZero();
	}

	@Test
	void aTakenExternalIdIsATemporaryRefusal() {
		String externalId = "pos-" + this.key;
		this.staff.post(ORDERS, BURGER.with("external_id", externalId));

		Answer taken = order(this.staff, BURGER.with("external_id", externalId));

		assertThatProblem(taken).is(400, "VALIDATION_ERROR").hasFaults("external_id");
		assertThat(stored()).isZero();
	}

	@Test
	void anUnsupportedContentTypeIsATemporaryRefusal() {
		Answer text = order(this.staff.with("Content-Type", "text/plain"), BURGER);

		assertThatProblem(text).is(415, "UNSUPPORTED_MEDIA_TYPE");
		assertThat(order(this.staff, BURGER).status()).isEqualTo(201);
	}

	@Test
	void anAmountThatWasTooHighIsAcceptedOnceTheBalanceAllowsIt() {
		JsonNode order = orderOfTwoLines(false);
		Map<String, String> amount = Map.of("method", "cash", "amount", "100.00");
		String payments = path("POST /payments", order);

		assertThatProblem(this.staff.withKey(this.key).post(payments, amount)).is(422, "AMOUNT_TOO_HIGH");
		this.staff.post(path("POST /items", order), Map.of("items", List.of(OrderBody.line(10, 9))));

		assertThat(this.staff.withKey(this.key).post(payments, amount).status()).isEqualTo(200);
	}

	@Test
	void anInvalidRequestIsRefusedTheSameWayAgain() {
		assertStored(400, "VALIDATION_ERROR", OrderBody.at(2, OrderBody.line(10, 0)));
	}

	@Test
	void aBodyThatIsNotJsonIsRefusedTheSameWayAgain() {
		assertStored(400, "MALFORMED_REQUEST", "{");
	}

	@Test
	void aRequestWithoutAValidTokenLeavesTheKeyFree() {
		var expired = TokenRequest.staff(1, 2L).goodFor(Duration.ofMinutes(-5));

		assertThat(order(this.client.as(expired), BURGER).status()).isEqualTo(401);
		assertThat(order(this.client, BURGER).status()).isEqualTo(401);
		assertThat(stored()).isZero();
		assertThat(order(this.staff, BURGER).isReplay()).isFalse();
	}

	@Test
	void aRefusalForTheStateOfTheOrderLeavesTheKeyFree() {
		long id = this.staff.post(ORDERS, BURGER.and(OrderBody.line(20, 1))).at("/id").asLong();
		ServiceClient keyed = this.staff.withKey(this.key);
		Map<String, Object> lines = Map.of("items", List.of(OrderBody.line(20, 1)));
		var till = new OrderClient(this.staff);
		till.move(id, "confirmed", "preparing", "ready");

		assertThat(keyed.post(ORDERS + "/" + id + "/items", lines).status()).isEqualTo(409);
		assertThat(keyed.ifVersion(99).post(ORDERS + "/" + id + "/items", lines).status()).isEqualTo(412);
		assertThat(stored()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\tb" })
	void aMalformedKeyIsRefused(String malformed) {
		assertThatItIsMalformed(this.staff.withKey(malformed).post(ORDERS, BURGER));
	}

	@Test
	void aKeyMustBeAscii() {
		byte[] body = "{\"location_id\":2,\"order_type\":\"dine_in\",\"items\":[{\"menu_item_id\":10,\"quantity\":1}]}"
			.getBytes(StandardCharsets.UTF_8);
		byte[] request = RawHttp.request(List.of("POST " + ORDERS + " HTTP/1.1", "Host: orders", "Connection: close",
				"Authorization: Bearer " + this.token, "Content-Type: application/json",
				"Content-Length: " + body.length, "Idempotency-Key: Zoë"), body);

		assertThatItIsMalformed(RawHttp.send(this.port, request));
	}

	@Test
	void aKeyHasUpTo255Characters() {
		assertThatItIsMalformed(this.staff.withKey("k".repeat(256)).post(ORDERS, BURGER));
		assertThat(this.staff.withKey(this.key + "k".repeat(255 - this.key.length())).post(ORDERS, BURGER).status())
			.isEqualTo(201);
	}

	@Test
	void aRepetitionWithoutAKeyIsExecutedAgain() {
		assertThatBothAreDone(this.staff.post(ORDERS, BURGER), this.staff.post(ORDERS, BURGER));
	}

	@Test
	void recordsArePurgedAfter96Hours() {
		String old = this.key + "-old";
		String young = this.key + "-young";
		this.staff.withKey(old).post(ORDERS, BURGER);
		Answer stored = this.staff.withKey(young).post(ORDERS, BURGER);
		age(old, Duration.ofHours(96).plusMinutes(1));
		age(young, Duration.ofHours(96).minusMinutes(1));

		this.scheduler.reschedule(TaskInstanceId.of("purge-idempotency-keys", RecurringTask.INSTANCE), Instant.now());
		this.scheduler.triggerCheckForDueExecutions();

		await().atMost(Duration.ofSeconds(20)).until(() -> stored(old) == 0);
		assertThat(this.staff.withKey(young).post(ORDERS, BURGER).body()).isEqualTo(stored.body());
		assertThat(this.staff.withKey(old).post(ORDERS, BURGER).isReplay()).isFalse();
	}

	/** An order of two lines, in preparation or not. */
	private JsonNode orderOfTwoLines(boolean isPreparing) {
		long id = this.staff.post(ORDERS, BURGER.and(OrderBody.line(20, 1))).at("/id").asLong();
		return new OrderClient(this.staff).move(id,
				isPreparing ? new String[] { "confirmed", "preparing" } : new String[0]);
	}

	private static Answer change(ServiceClient caller, String change, JsonNode order) {
		Object body = switch (change.substring(change.indexOf('/') + 1)) {
			case "PATCH " -> Map.of("notes", "in a hurry");
			case "status" -> Map.of("status", "confirmed");
			case "items" -> Map.of("items", List.of(OrderBody.line(20, 1)));
			case "payments" -> Map.of("method", "cash", "amount", "1.00");
			case "cancel" -> Map.of("reason", "customer_request");
			case "kitchen/prepare" -> Map.of();
			case "kitchen/acknowledge" -> Map.of("display_id", "grill-1");
			default -> change.startsWith("PUT ") ? Map.of("quantity", 2) : null;
		};
		return caller.send(method(change), path(change, order), body);
	}

	private static String method(String change) {
		return change.substring(0, change.indexOf(' '));
	}

	private static String path(String change, JsonNode order) {
		String path = change.substring(change.indexOf(' ') + 1).replace("{item_id}", order.at("/items/0/id").asText());
		String id = order.required("id").asText();
		return path.startsWith("/kitchen") ? "/api/v1/kitchen/orders/" + id + path.substring("/kitchen".length())
				: ORDERS + "/" + id + path;
	}

	private void assertStored(int status, String code, Object body) {
		Answer first = order(this.staff, body);
		Answer second = order(this.staff, body);

		assertThat(first.status()).as(first::toString).isEqualTo(status);
		assertThat(first.text("/code")).isEqualTo(code);
		assertThat(first.isReplay()).isFalse();
		assertThat(second).isEqualTo(new Answer(status, second.headers(), first.body()));
		assertThat(second.isReplay()).isTrue();
		assertThat(second.header("Content-Type")).hasValue("application/problem+json");
	}

	private static void assertThatItIsMalformed(Answer answer) {
		assertThatProblem(answer).is(400, "VALIDATION_ERROR").hasFaults("Idempotency-Key");
	}

	private static void assertThatBothAreDone(Answer one, Answer other) {
		assertThat(List.of(one, other)).allSatisfy((answer) -> {
			assertThat(answer.status()).as(answer::toString).isEqualTo(201);
			assertThat(answer.isReplay()).isFalse();
		});
		assertThat(one.at("/id")).isNotEqualTo(other.at("/id"));
	}

	private Answer order(ServiceClient caller, Object body) {
		return caller.withKey(this.key).post(ORDERS, body);
	}

	private long stored() {
		return stored(this.key);
	}

	private long stored(String key) {
		return this.database.sql("SELECT count(*) FROM idempotency_keys WHERE key = ?")
			.param(key)
			.query(Long.class)
			.single();
	}

	private void age(String key, Duration age) {
		this.database.sql("UPDATE idempotency_keys SET created_at = now() - make_interval(secs => ?) WHERE key = ?")
			.param(age.toSeconds())
			.param(key)
			.update();
	}

}
