package com.auraconnect.orders.idempotency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.RawHttp;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestSite;
import com.auraconnect.orders.testing.Till;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a key does, and what it has nothing to do with. */
@ServiceTest
class IdempotencyIT {

	private static final String ORDERS = "/api/v1/orders";

	/** Location 2 leaves an order as it was taken. */
	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final ServiceClient client;

	private final ServiceClient staff;

	private final JdbcClient database;

	private final Scheduler scheduler;

	private final String token;

	private final int port;

	private final String key = UUID.randomUUID().toString();

	IdempotencyIT(ServiceClient client, Sandbox sandbox, TestSite site, Scheduler scheduler,
			@LocalServerPort int port) {
		this.client = client;
		this.staff = client.staff(1, 2L);
		this.database = site.database();
		this.scheduler = scheduler;
		this.token = sandbox.tokens().token(TokenRequest.staff(1, 2L));
		this.port = port;
	}

	@Test
	void aRepetitionIsAnsweredAsTheFirstTime() {
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
	void aCreateThatIsRepeatedAfterTheOrderHasMovedOnStillTellsOfItsFirstVersion() {
		Answer first = order(this.staff, BURGER);
		new Till(this.staff).move(first.at("/id").asLong(), "confirmed", "preparing");

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
		assertThat(order(this.staff, BURGER).body()).as("the first answer").isEqualTo(first.body());
	}

	@Test
	void whiteSpaceAndTheOrderOfTheFieldsMakeNoOtherBody() {
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
	void theOrderOfTheLinesMakesAnotherBody() {
		order(this.staff, OrderBody.at(2, OrderBody.line(10, 1), OrderBody.line(20, 1)));

		assertThat(order(this.staff, OrderBody.at(2, OrderBody.line(20, 1), OrderBody.line(10, 1))).status())
			.isEqualTo(422);
	}

	@Test
	void theSameKeyOfAnotherCallerIsAnotherKey() {
		Answer one = order(this.staff, BURGER);
		Answer other = order(this.client.as(TokenRequest.staff(1, 2L).as("somebody-else")), BURGER);

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
	void aChangeIsDoneOnceAsWell() {
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

	@Test
	void whatIsNotOnTheMenuIsRefusedTheSameWayAgain() {
		assertThatItIsKept(422, "MENU_ITEM_UNAVAILABLE", OrderBody.at(2, OrderBody.line(4711, 1)));
	}

	@Test
	void whatIsOutOfStockIsRefusedTheSameWayAgain() {
		assertThatItIsKept(422, "INSUFFICIENT_INVENTORY", OrderBody.at(2, OrderBody.line(30, 1)));
	}

	@Test
	void anInvalidRequestIsRefusedTheSameWayAgain() {
		assertThatItIsKept(400, "VALIDATION_ERROR", OrderBody.at(2, OrderBody.line(10, 0)));
	}

	@Test
	void somethingThatIsNoJsonIsRefusedTheSameWayAgain() {
		assertThatItIsKept(400, "MALFORMED_REQUEST", "{");
	}

	@Test
	void anOrderForSomewhereElseIsRefusedTheSameWayAgain() {
		assertThatItIsKept(403, "FORBIDDEN", OrderBody.burgerAt(1));
	}

	@Test
	void aRequestWithoutAValidTokenLeavesTheKeyFree() {
		var expired = TokenRequest.staff(1, 2L).goodFor(Duration.ofMinutes(-5));

		assertThat(order(this.client.as(expired), BURGER).status()).isEqualTo(401);
		assertThat(order(this.client, BURGER).status()).isEqualTo(401);
		assertThat(kept()).isZero();
		assertThat(order(this.staff, BURGER).isReplay()).isFalse();
	}

	@Test
	void aRefusalForTheStateOfTheOrderLeavesTheKeyFree() {
		long id = this.staff.post(ORDERS, BURGER.and(OrderBody.line(20, 1))).at("/id").asLong();
		ServiceClient keyed = this.staff.withKey(this.key);
		Map<String, Object> lines = Map.of("items", List.of(OrderBody.line(20, 1)));
		var till = new Till(this.staff);
		till.move(id, "confirmed", "preparing");

		assertThat(keyed.post(ORDERS + "/" + id + "/items", lines).status()).isEqualTo(409);
		assertThat(keyed.ifVersion(99).post(ORDERS + "/" + id + "/items", lines).status()).isEqualTo(412);
		assertThat(kept()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\tb" })
	void aMalformedKeyIsRefused(String malformed) {
		assertThatItIsMalformed(this.staff.withKey(malformed).post(ORDERS, BURGER));
	}

	@Test
	void aKeyIsAscii() {
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
	void aRequestWithoutAKeyIsNotRecognised() {
		assertThatBothAreDone(this.staff.post(ORDERS, BURGER), this.staff.post(ORDERS, BURGER));
	}

	@Test
	void answersAreForgottenAfter96Hours() {
		String old = this.key + "-old";
		String young = this.key + "-young";
		this.staff.withKey(old).post(ORDERS, BURGER);
		Answer kept = this.staff.withKey(young).post(ORDERS, BURGER);
		age(old, Duration.ofHours(96).plusMinutes(1));
		age(young, Duration.ofHours(96).minusMinutes(1));

		this.scheduler.reschedule(TaskInstanceId.of("purge-idempotency-keys", RecurringTask.INSTANCE), Instant.now());
		this.scheduler.triggerCheckForDueExecutions();

		await().atMost(Duration.ofSeconds(20)).until(() -> kept(old) == 0);
		assertThat(this.staff.withKey(young).post(ORDERS, BURGER).body()).isEqualTo(kept.body());
		assertThat(this.staff.withKey(old).post(ORDERS, BURGER).isReplay()).isFalse();
	}

	private void assertThatItIsKept(int status, String code, Object body) {
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

	private long kept() {
		return kept(this.key);
	}

	private long kept(String key) {
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
