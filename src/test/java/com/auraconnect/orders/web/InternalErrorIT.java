package com.auraconnect.orders.web;

import java.util.Map;
import java.util.function.Supplier;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OwnDatabase;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Unexpected failures, caused by a missing table. The response tells a client that the
 * fault is not its own, without details. This test has its own service and database.
 * <p>
 * Tests of the other error codes over HTTP: <pre>
 * VALIDATION_ERROR        ValidationIT       PAYLOAD_TOO_LARGE       MalformedRequestIT
 * MALFORMED_REQUEST       MalformedRequestIT UNSUPPORTED_MEDIA_TYPE  MalformedRequestIT
 * UNAUTHORIZED            AuthenticationIT   MENU_ITEM_UNAVAILABLE   CalculateIT
 * PAYMENT_FAILED          OrderPaymentsIT    INSUFFICIENT_INVENTORY  ProblemAdviceIT
 * FORBIDDEN               AccessMatrixIT     PRICE_CHANGED           QuoteIT
 * NOT_FOUND               TrackingIT         AMOUNT_TOO_HIGH         OrderPaymentsIT
 * METHOD_NOT_ALLOWED      ProblemAdviceIT         IDEMPOTENCY_KEY_REUSED  IdempotencyIT
 * NOT_ACCEPTABLE          ProblemAdviceIT         RATE_LIMITED            RateLimitIT
 * INVALID_STATE           OrderStatusIT      MENU_UNAVAILABLE        IdempotencyInAnOutageIT
 * VERSION_CONFLICT        OrderEditingIT     SERVICE_UNAVAILABLE     ServersAwayIT
 * IDEMPOTENCY_IN_PROGRESS IdempotencyIT      PRECONDITION_FAILED     OrderEditingIT
 * </pre>
 */
@ServiceTest
@OwnDatabase
class InternalErrorIT {

	private static final String ORDERS = "/api/v1/orders";

	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final ServiceClient client;

	private final TestEnvironment site;

	InternalErrorIT(ServiceClient client, TestEnvironment site) {
		this.client = client.admin(1);
		this.site = site;
	}

	@Test
	void aReadThatFailsIsAnInternalError() {
		assertInternal(without("order_items", () -> this.client.get(ORDERS)));
		assertThat(this.client.get(ORDERS).status()).isEqualTo(200);
	}

	@Test
	void aChangeThatFailsIsAnInternalErrorAndNotStored() {
		var keyed = this.client.withKey("once-more");

		assertInternal(without("outbox_events", () -> keyed.post(ORDERS, BURGER)));

		var taken = keyed.post(ORDERS, BURGER);
		assertThat(taken.status()).isEqualTo(201);
		assertThat(taken.isReplay()).isFalse();
	}

	/** The failure occurs in a filter, before Spring MVC. */
	@Test
	void aRequestThatFailsInAFilterIsAnInternalError() {
		var keyed = this.client.withKey("never-looked-up").with("X-Request-Id", "from-the-client");

		var answer = without("idempotency_keys", () -> keyed.post(ORDERS, BURGER));

		assertInternal(answer);
		assertThat(answer.text("/request_id")).isEqualTo("from-the-client");
	}

	private Answer without(String table, Supplier<Answer> request) {
		var database = this.site.database();
		database.sql("ALTER TABLE %s RENAME TO away".formatted(table)).update();
		try {
			return request.get();
		}
		finally {
			database.sql("ALTER TABLE away RENAME TO " + table).update();
		}
	}

	private static void assertInternal(Answer answer) {
		assertThatProblem(answer).is(500, "INTERNAL_ERROR");
		assertThat(answer.json().properties()).extracting(Map.Entry::getKey)
			.containsExactly("type", "title", "status", "detail", "instance", "code", "request_id");
		assertThat(answer.text("/detail"))
			.isEqualTo("An unexpected error occurred; the log has details under this request_id");
		assertThat(answer.toString() + answer.headers().map()).doesNotContainIgnoringCase("exception", "sql",
				"relation", "auraconnect", "java", "select", "insert", "tomcat", "order_items", "outbox", "stack");
	}

}
