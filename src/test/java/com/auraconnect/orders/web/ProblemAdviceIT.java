package com.auraconnect.orders.web;

import java.util.List;
import java.util.Map;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Faulty requests and the problems that answer them. */
@ServiceTest
class ProblemAdviceIT {

	private static final String ORDERS = "/api/v1/orders";

	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final ServiceClient client;

	private final OrderClient till;

	ProblemAdviceIT(ServiceClient client) {
		this.client = client.admin(1);
		this.till = new OrderClient(this.client);
	}

	@Test
	void allFaultsOfARequestAreReportedTogether() {
		OrderBody body = OrderBody.at(2, OrderBody.line(10, 0), OrderBody.line(-1, 100))
			.with("guest_count", 0)
			.with("customer_id", -5)
			.with("discounts", List.of(Map.of("name", "Too much", "type", "percentage", "value", "120")))
			.with("payment", Map.of("method", "card"));
		assertThatProblem(this.client.post(ORDERS, body)).is(400, "VALIDATION_ERROR")
			.hasFaults("items[0].quantity", "items[1].quantity", "items[1].menu_item_id", "guest_count", "customer_id",
					"discounts[0].value", "payment.token");
	}

	@Test
	void missingFieldsAreNamed() {
		assertThatProblem(this.client.post(ORDERS, "{}")).is(400, "VALIDATION_ERROR")
			.hasFaults("location_id", "order_type", "items");
		assertThatProblem(this.client.post(ORDERS, BURGER.with("items", List.of()))).is(400, "VALIDATION_ERROR")
			.hasFaults("items");
	}

	@Test
	void anUnknownFieldIsAFault() {
		OrderBody body = BURGER.with("items", List.of(Map.of("menu_item_id", 10, "quantiy", 2)));
		assertThatProblem(this.client.post(ORDERS, body)).is(400, "VALIDATION_ERROR")
			.hasFaults("items[0].quantity", "items[0].quantiy");
	}

	@ParameterizedTest
	@CsvSource({ "order_type,hovercraft", "location_id,one", "scheduled_for,tomorrow", "guest_count,2.5" })
	void aValueOfTheWrongTypeIsAFault(String field, String value) {
		assertThatProblem(this.client.post(ORDERS, BURGER.with(field, value))).is(400, "VALIDATION_ERROR")
			.hasFaults(field);
	}

	@Test
	void anUnknownLocationIsAFault() {
		assertThatProblem(this.client.post(ORDERS, OrderBody.burgerAt(99))).is(400, "VALIDATION_ERROR")
			.hasFaults("location_id");
		assertThatProblem(this.client.post(ORDERS, OrderBody.burgerAt(3))).is(400, "VALIDATION_ERROR")
			.hasFaults("location_id");
	}

	@Test
	void anExternalIdIsUniqueInATenant() {
		String externalId = "pos-7-" + System.nanoTime();
		this.till.take(BURGER.with("external_id", externalId));
		assertThatProblem(this.client.post(ORDERS, BURGER.with("external_id", externalId))).is(400, "VALIDATION_ERROR")
			.hasFaults("external_id");
	}

	@Test
	void aCancellationForOtherReasonsNeedsNotes() {
		String path = ORDERS + "/" + this.till.take(BURGER).required("id") + "/cancel";
		assertThatProblem(this.client.post(path, Map.of("reason", "other"))).is(400, "VALIDATION_ERROR")
			.hasFaults("notes");
		assertThatProblem(this.client.post(path, Map.of("reason", "boredom"))).is(400, "VALIDATION_ERROR")
			.hasFaults("reason");
		assertThat(this.client.post(path, Map.of("reason", "other", "notes", "the guest fell asleep")).status())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "no JSON", "{\"location_id\": 1 \"items\": []}" })
	void aBodyThatIsNotJsonIsMalformed(String body) {
		assertThatProblem(this.client.post(ORDERS, body)).is(400, "MALFORMED_REQUEST");
	}

	@Test
	void aBodyOfAnotherMediaTypeIsNotSupported() {
		assertThatProblem(this.client.with("Content-Type", "text/plain").post(ORDERS, BURGER)).is(415,
				"UNSUPPORTED_MEDIA_TYPE");
	}

	@Test
	void aResponseOfAnotherMediaTypeIsNotAcceptable() {
		assertThatProblem(this.client.with("Accept", "image/png").get(ORDERS)).is(406, "NOT_ACCEPTABLE");
	}

	@Test
	void anUnsupportedMethodIsNotAllowed() {
		Answer answer = this.client.delete(ORDERS);
		assertThatProblem(answer).is(405, "METHOD_NOT_ALLOWED");
		assertThat(answer.header("Allow")).hasValueSatisfying((methods) -> assertThat(methods).contains("GET", "POST"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/orders/999999999999", "/api/v1/orders/0", "/api/v1/orders/first",
			"/api/v1/orders/99999999999999999999", "/api/v1/orders/999999999999/history", "/api/v1/nothing", "/" })
	void anUnknownPathIsNotFound(String path) {
		assertThatProblem(this.client.get(path)).is(404, "NOT_FOUND");
	}

	@Test
	void anUnknownOrderCannotBeChanged() {
		assertThatProblem(this.till.tryToMove(999_999_999_999L, "confirmed")).is(404, "NOT_FOUND");
		assertThatProblem(this.till.tryToCancel(999_999_999_999L)).is(404, "NOT_FOUND");
	}

	@Test
	void aTransitionThatTheStateForbidsIsRejected() {
		long id = this.till.take(BURGER).required("id").asLong();
		assertThatProblem(this.till.tryToMove(id, "ready")).is(409, "INVALID_STATE").mentions("confirmed or cancelled");
	}

	@Test
	void aChangeForAnotherVersionIsRejected() {
		long id = this.till.take(BURGER).required("id").asLong();
		this.till.move(id, "confirmed");
		String status = ORDERS + "/" + id + "/status";
		for (String stale : List.of("\"1\"", "W/\"2\"", "\"two\"")) {
			assertThatProblem(this.client.with("If-Match", stale).put(status, Map.of("status", "preparing"))).is(412,
					"PRECONDITION_FAILED");
			assertThatProblem(this.client.with("If-Match", stale)
				.post(ORDERS + "/" + id + "/cancel", Map.of("reason", "timeout"))).is(412, "PRECONDITION_FAILED");
		}
		assertThat(this.till.status(id)).isEqualTo("confirmed");
		assertThat(this.client.with("If-Match", "\"2\"").put(status, Map.of("status", "preparing")).status())
			.isEqualTo(200);
	}

	@Test
	void allItemsThatAreNotOnTheMenuAreNamed() {
		OrderBody body = OrderBody.at(2, OrderBody.line(9999, 1), OrderBody.line(10, 1, 101, 121));
		assertThatProblem(this.client.post(ORDERS, body)).is(422, "MENU_ITEM_UNAVAILABLE")
			.hasFaults("items[0].menu_item_id", "items[1].modifiers[1].id");
	}

	@Test
	void anItemThatIsOutOfStockIsNamed() {
		assertThatProblem(this.client.post(ORDERS, BURGER.and(OrderBody.line(30, 1)))).is(422, "INSUFFICIENT_INVENTORY")
			.mentions("30");
	}

	@ParameterizedTest
	@ValueSource(strings = { "7f3c", "pos-7/2026-11-22T18:30:00+01:00", "a=b@c.d_e" })
	void aWellFormedRequestIdIsKept(String id) {
		Answer found = this.client.with("X-Request-Id", id).get(ORDERS);
		assertThat(found.status()).isEqualTo(200);
		assertThat(found.header("X-Request-Id")).hasValue(id);
		Answer problem = this.client.with("X-Request-Id", id).get(ORDERS + "/0");
		assertThat(problem.text("/request_id")).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "two words", "<script>alert(1)</script>", "\"quoted\"", "%0d%0aSet-Cookie:a",
			"123456789-123456789-123456789-123456789-123456789-123456789-123456789-123456789-123456789-123456789-"
					+ "123456789-123456789-123456789" })
	void aMalformedRequestIdIsReplaced(String id) {
		Answer answer = this.client.with("X-Request-Id", id).get(ORDERS + "/0");
		assertThatProblem(answer).is(404, "NOT_FOUND");
		assertThat(answer.text("/request_id")).isNotEqualTo(id).matches("[0-9a-f-]{36}");
	}

	@Test
	void aRequestWithoutAnIdGetsOne() {
		assertThat(this.client.get(ORDERS).header("X-Request-Id"))
			.isNotEqualTo(this.client.get(ORDERS).header("X-Request-Id"));
	}

}
