package com.auraconnect.orders.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.SimultaneousPair;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.check.Tables.accepted;
import static com.auraconnect.orders.check.Tables.id;
import static com.auraconnect.orders.check.Tables.orderIds;
import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks over HTTP, each test at a location of its own. A burger costs 14.16. */
@ServiceTest
class CheckIT {

	private final ServiceClient client;

	private final TestEnvironment site;

	private final JdbcClient database;

	private final Tables tables;

	CheckIT(ServiceClient client, TestEnvironment site) {
		this.client = client;
		this.site = site;
		this.database = site.database();
		this.tables = Tables.open(client);
	}

	@Test
	void aCheckIsOpenedWithOrdersAndHasTheirSums() {
		long one = this.tables.burger();
		long other = this.tables.burger();

		var opened = this.tables.client()
			.post("/api/v1/checks", Map.of("location_id", this.tables.locationId(), "table_number", "5", "name", "Ada",
					"guest_count", 2, "order_ids", List.of(other, one, one)));

		var check = accepted(201, opened);
		assertThat(opened.header("ETag")).hasValue("\"1\"");
		assertThat(opened.header("Location")).hasValue("/api/v1/checks/" + id(check));
		assertThat(check.required("status").asText()).isEqualTo("open");
		assertThat(check.required("table_number").asText()).isEqualTo("5");
		assertThat(orderIds(check)).containsExactly(one, other);
		assertThat(check.at("/orders/0")).isEqualTo(this.tables.till().order(one));
		assertThat(check.at("/orders/0/check_id").asLong()).isEqualTo(id(check));
		assertThat(check.required("subtotal").asText()).isEqualTo("25.98");
		assertThat(check.required("tax_amount").asText()).isEqualTo("2.34");
		assertThat(check.required("total_amount").asText()).isEqualTo("28.32");
		assertThat(check.required("balance").asText()).isEqualTo("28.32");
		assertThat(check.required("taxes"))
			.hasToString("[{\"name\":\"Sales tax\",\"rate\":\"0.09\",\"inclusive\":false,\"amount\":\"2.34\"}]");
		assertThat(this.tables.get(id(check))).isEqualTo(check);
		assertThat(this.tables.events(1, "check.opened").getFirst().required("data")).hasToString(
				("{\"check_id\":%d,\"version\":1,\"changed_by\":\"staff-1\",\"table_number\":\"5\",\"name\":\"Ada\","
						+ "\"guest_count\":2,\"order_ids\":[%d,%d]}")
					.formatted(id(check), one, other));
		assertThat(this.tables.events(2, "order.updated")).allSatisfy((event) -> {
			assertThat(event.at("/data/changed")).hasToString("[\"check_id\"]");
			assertThat(event.at("/data/check_id").asLong()).isEqualTo(id(check));
		});
	}

	@Test
	void anEmptyCheckIsOpenedAndClosed() {
		var check = this.tables.check();

		assertThat(check.required("balance").asText()).isEqualTo("0.00");
		assertThat(check.required("taxes")).isEmpty();
		var closed = accepted(200, this.tables.close(id(check)));
		assertThat(closed.required("status").asText()).isEqualTo("closed");
		assertThat(closed.required("closed_at").asText()).isNotEmpty();
		assertThat(accepted(200, this.tables.close(id(check)))).as("closed again").isEqualTo(closed);
		assertThat(this.tables.events(1, "check.closed").getFirst().at("/data/order_ids")).isEmpty();
	}

	@Test
	void anOrderJoinsChangesAndLeavesByItsCheckId() {
		long one = id(this.tables.check());
		long two = id(this.tables.check());

		long order = this.tables.burgerOn(one);
		assertThat(orderIds(this.tables.get(one))).containsExactly(order);
		assertThat(this.tables.get(one).required("version").asInt()).isEqualTo(2);
		accepted(200, this.tables.move(order, two));
		assertThat(orderIds(this.tables.get(one))).isEmpty();
		assertThat(orderIds(this.tables.get(two))).containsExactly(order);
		assertThat(accepted(200, this.tables.move(order, two)).required("version").asInt()).isEqualTo(2);
		assertThat(accepted(200, this.tables.move(order, null)).required("check_id").isNull()).isTrue();

		assertThat(this.tables.get(one).required("version").asInt()).isEqualTo(3);
		assertThat(this.tables.get(two).required("version").asInt()).isEqualTo(3);
		assertThat(this.tables.events(4, "check.updated"))
			.extracting((event) -> event.at("/data/check_id") + " " + event.at("/data/version") + " "
					+ event.at("/data/order_ids"))
			.containsExactly(one + " 2 [" + order + "]", one + " 3 []", two + " 2 [" + order + "]", two + " 3 []");
	}

	@Test
	void aBatchJoinsAnOrderToACheckAsASingleRequestDoes() {
		long check = id(this.tables.check());
		var order = OrderBody.burgerAt(this.tables.locationId()).with("check_id", check);

		var results = accepted(200, this.tables.client()
			.post("/api/v1/orders/batch",
					Map.of("orders", List.of(order.with("idempotency_key", key()).fields(),
							order.with("check_id", check + 1_000_000).with("idempotency_key", key()).fields()))))
			.required("results");

		assertThat(results.findValuesAsText("status").getFirst()).isEqualTo("201");
		assertThat(results.at("/1/status").asInt()).isEqualTo(404);
		assertThat(this.tables.get(check).required("orders")).hasSize(1);
	}

	@Test
	void checksOfOthersAreNotFoundAndClosedOnesRefuse() {
		var elsewhere = Tables.open(this.client);
		long abroad = id(accepted(201, this.client.admin(2).post("/api/v1/checks", Map.of("location_id", 3))));
		long foreign = id(elsewhere.check());
		long order = this.tables.burger();
		long closed = id(this.tables.check());
		this.tables.close(closed);

		for (long unknown : List.of(foreign, abroad, 999_999_999L)) {
			var body = OrderBody.burgerAt(this.tables.locationId()).with("check_id", unknown);
			assertThatProblem(this.tables.client().post("/api/v1/orders", body)).is(404, "NOT_FOUND");
			assertThatProblem(this.client.admin(1).post("/api/v1/orders", body)).is(404, "NOT_FOUND");
			assertThatProblem(this.tables.move(order, unknown)).is(404, "NOT_FOUND");
			assertThatProblem(this.tables.merge(id(this.tables.check()), unknown)).is(404, "NOT_FOUND");
			assertThatProblem(this.tables.client().get("/api/v1/checks/%d", unknown)).is(404, "NOT_FOUND");
			assertThatProblem(this.tables.split(unknown, Map.of("by", "equal", "parts", 2))).is(404, "NOT_FOUND");
			assertThatProblem(this.tables.close(unknown)).is(404, "NOT_FOUND");
		}
		var body = OrderBody.burgerAt(this.tables.locationId()).with("check_id", closed);
		assertThatProblem(this.tables.client().post("/api/v1/orders", body)).is(409, "INVALID_STATE");
		assertThatProblem(this.tables.move(order, closed)).is(409, "INVALID_STATE");
		assertThatProblem(this.tables.patch(closed, Map.of("name", "Bob"))).is(409, "INVALID_STATE");
		assertThatProblem(this.tables.merge(id(this.tables.check()), closed)).is(409, "INVALID_STATE");
		assertThatProblem(this.tables.merge(closed, id(this.tables.check()))).is(409, "INVALID_STATE");
	}

	@Test
	void anOrderLeavesNoClosedCheck() {
		long check = id(this.tables.check());
		long order = this.tables.burgerOn(check);
		this.tables.settle(order);
		accepted(200, this.tables.close(check));

		assertThatProblem(this.tables.move(order, null)).is(409, "INVALID_STATE");
	}

	@Test
	void aCheckBeginsOnlyWithOrdersThatCanJoin() {
		long taken = this.tables.burger();
		this.tables.check(taken);
		long cancelled = this.tables.burger();
		this.tables.till().cancel(cancelled);
		long elsewhere = Tables.open(this.client).burger();

		assertThatProblem(open(taken)).is(409, "INVALID_STATE");
		assertThatProblem(open(cancelled)).is(409, "INVALID_STATE");
		assertThatProblem(open(elsewhere)).is(404, "NOT_FOUND");
		assertThatProblem(open(999_999_999L)).is(404, "NOT_FOUND");
		assertThatProblem(this.tables.client().post("/api/v1/checks", Map.of("location_id", 1))).is(403, "FORBIDDEN");
		assertThatProblem(this.client.admin(1).post("/api/v1/checks", Map.of("location_id", 987_654_321)))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("location_id");
		assertThatProblem(this.tables.client()
			.post("/api/v1/checks", Map.of("table_number", "x".repeat(51), "guest_count", 0, "order_ids", List.of(-1))))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("location_id", "table_number", "guest_count", "order_ids[0]");
	}

	private Answer open(long orderId) {
		return this.tables.client()
			.post("/api/v1/checks", Map.of("location_id", this.tables.locationId(), "order_ids", List.of(orderId)));
	}

	@Test
	void customersHaveNoChecks() {
		var customer = this.client.customer(1, 7);
		long check = id(this.tables.check());

		assertThatProblem(customer.get("/api/v1/checks/%d", check)).is(403, "FORBIDDEN");
		assertThatProblem(customer.post("/api/v1/checks", Map.of("location_id", this.tables.locationId()))).is(403,
				"FORBIDDEN");
		assertThatProblem(
				customer.post("/api/v1/orders", OrderBody.burgerAt(this.tables.locationId()).with("check_id", check)))
			.is(403, "FORBIDDEN");
	}

	@Test
	void aPatchChangesTheCheckAndItsOrdersFollowToItsTable() {
		long served = this.tables.burger();
		this.tables.settle(served);
		long cooking = this.tables.burger();
		this.tables.till().move(cooking, "confirmed");
		long check = id(this.tables.check(served, cooking));
		long version = this.tables.till().order(cooking).required("version").asLong();

		var patched = this.tables.patch(check, Map.of("table_number", "7", "name", "Bob"));

		assertThat(accepted(200, patched).required("table_number").asText()).isEqualTo("7");
		assertThat(patched.header("ETag")).hasValue("\"2\"");
		var moved = this.tables.till().order(cooking);
		assertThat(moved.required("table_number").asText()).isEqualTo("7");
		assertThat(moved.required("version").asLong()).isEqualTo(version + 1);
		assertThat(this.tables.till().order(served).required("table_number").isNull()).isTrue();
		assertThat(this.tables.events(1, "check.updated").getFirst().required("data")).hasToString(
				"{\"check_id\":%d,\"version\":2,\"changed_by\":\"staff-1\",\"changed\":[\"name\",\"table_number\"],\"table_number\":\"7\",\"name\":\"Bob\"}"
					.formatted(check));
		assertThat(this.tables.events(3, "order.updated").getLast().at("/data/table_number").asText()).isEqualTo("7");
		assertThat(this.tables.patch(check, Map.of("name", "Bob")).header("ETag")).hasValue("\"2\"");
		assertThat(
				accepted(200, this.tables.client().patch("/api/v1/checks/" + check, "{\"name\":null}")).required("name")
					.isNull())
			.isTrue();
	}

	@Test
	void ifMatchAndIfNoneMatchAreHonoured() {
		long check = id(this.tables.check());
		long order = this.tables.burgerOn(check);
		var path = "/api/v1/checks/" + check;

		assertThatProblem(this.tables.client().ifVersion(1).patch(path, Map.of("name", "Bob"))).is(412,
				"PRECONDITION_FAILED");
		assertThatProblem(this.tables.client().ifVersion(1).post(path + "/close", null)).is(412, "PRECONDITION_FAILED");
		assertThatProblem(this.tables.client().ifVersion(1).post(path + "/merge", Map.of("from", List.of(1)))).is(412,
				"PRECONDITION_FAILED");
		assertThat(this.tables.client().ifVersion(2).patch(path, Map.of("name", "Bob")).status()).isEqualTo(200);

		var cached = this.tables.client().with("If-None-Match", "\"3\"");
		assertThat(cached.get(path).status()).isEqualTo(304);
		assertThat(cached.get(path).header("ETag")).hasValue("\"3\"");
		this.tables.till().move(order, "confirmed");
		var changed = cached.get(path);
		assertThat(changed.status()).as("an order has changed").isEqualTo(200);
		assertThat(changed.header("ETag")).hasValue("\"3\"");
		assertThat(cached.get(path).status()).isEqualTo(200);
	}

	@Test
	void aRepetitionIsReplayed() {
		var once = this.tables.client().withKey(key());
		var body = Map.of("location_id", this.tables.locationId());
		var first = once.post("/api/v1/checks", body);
		var again = once.post("/api/v1/checks", body);

		assertThat(again.isReplay()).isTrue();
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
		this.tables.events(1, "check.opened");
		var path = "/api/v1/checks/" + id(first.json());
		var closing = this.tables.client().withKey(key());
		var closed = closing.post(path + "/close", null);
		assertThat(closing.post(path + "/close", null).body()).isEqualTo(closed.body());
		var split = this.tables.client().withKey(key());
		assertThat(split.post(path + "/splits", Map.of("by", "equal", "parts", 2)).status()).isEqualTo(200);
		assertThat(split.post(path + "/splits", Map.of("by", "equal", "parts", 2)).isReplay()).isTrue();
	}

	@Test
	void theListIsReadInPagesAndFiltered() {
		var opened = new ArrayList<Long>();
		for (int i = 0; i < 5; i++) {
			opened.addFirst(id(accepted(201,
					this.tables.client()
						.post("/api/v1/checks",
								Map.of("location_id", this.tables.locationId(), "table_number", "t" + i % 2)))));
		}
		this.tables.close(opened.getFirst());
		var list = "/api/v1/checks?location_id=" + this.tables.locationId();

		var found = new ArrayList<Long>();
		var cursor = "";
		do {
			var page = accepted(200, this.tables.client().get(list + "&page_size=2" + cursor));
			page.required("data").forEach((check) -> found.add(id(check)));
			var next = page.at("/meta/next_cursor");
			cursor = next.isNull() ? "" : "&cursor=" + next.asText();
		}
		while (!cursor.isEmpty());
		assertThat(found).containsExactlyElementsOf(opened);
		assertThat(ids(list + "&status=closed")).containsExactly(opened.getFirst());
		assertThat(ids(list + "&status=open&table_number=t1")).containsExactly(opened.get(1), opened.get(3));
		assertThat(ids("/api/v1/checks?location_id=1")).isEmpty();
		assertThat(ids("/api/v1/checks")).containsExactlyElementsOf(opened);
		var first = this.tables.client().get(list + "&page_size=2").text("/meta/next_cursor");
		assertThatProblem(this.tables.client().get(list + "&status=open&cursor=" + first)).is(400, "VALIDATION_ERROR");
		assertThatProblem(this.tables.client().get(list + "&status=paid&page_size=0&tabel=1&cursor=x"))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("status", "page_size", "tabel", "cursor");
	}

	private List<Long> ids(String path) {
		return accepted(200, this.tables.client().get(path)).required("data").valueStream().map(Tables::id).toList();
	}

	@Test
	void ordersAreListedByTheirCheck() {
		long check = id(this.tables.check());
		long order = this.tables.burgerOn(check);
		this.tables.burger();

		assertThat(ids("/api/v1/orders?check_id=" + check)).containsExactly(order);
		var page = this.tables.client().get("/api/v1/orders?page_size=1").text("/meta/next_cursor");
		assertThatProblem(this.tables.client().get("/api/v1/orders?page_size=1&check_id=%d&cursor=%s", check, page))
			.is(400, "VALIDATION_ERROR");
	}

	@Test
	void aMergeTakesTheOrdersAndClosesTheOthers() {
		long into = id(this.tables.check(this.tables.burger()));
		long one = id(this.tables.check(this.tables.burger(), this.tables.burger()));
		long empty = id(this.tables.check());

		var merged = accepted(200, this.tables.merge(into, one, empty));

		assertThat(merged.required("orders")).hasSize(3);
		assertThat(merged.required("version").asInt()).isEqualTo(2);
		assertThat(merged.required("total_amount").asText()).isEqualTo("42.48");
		for (long other : List.of(one, empty)) {
			var emptied = this.tables.get(other);
			assertThat(emptied.required("status").asText()).isEqualTo("closed");
			assertThat(emptied.required("merged_into").asLong()).isEqualTo(into);
			assertThat(emptied.required("orders")).isEmpty();
		}
		assertThat(this.tables.events(2, "check.closed"))
			.allSatisfy((event) -> assertThat(event.at("/data/merged_into").asLong()).isEqualTo(into));
		assertThat(this.tables.events(1, "check.updated").getFirst().at("/data/order_ids")).hasSize(3);
		assertThatProblem(this.tables.merge(into, into)).is(400, "VALIDATION_ERROR").hasFaults("from");
		assertThatProblem(this.tables.merge(into)).is(400, "VALIDATION_ERROR").hasFaults("from");
	}

	@Test
	void aCheckHasAtMostFiftyOrders() {
		long full = id(this.tables.check());
		long other = id(this.tables.check(this.tables.burger()));
		long order = this.tables.burger();
		this.database.sql("UPDATE checks SET order_count = 50 WHERE id = ?").param(full).update();

		assertThatProblem(this.tables.move(order, full)).is(409, "INVALID_STATE");
		assertThatProblem(this.tables.client()
			.post("/api/v1/orders", OrderBody.burgerAt(this.tables.locationId()).with("check_id", full)))
			.is(409, "INVALID_STATE");
		assertThatProblem(this.tables.merge(full, other)).is(409, "INVALID_STATE");
		this.database.sql("UPDATE checks SET order_count = 49 WHERE id = ?").param(full).update();
		accepted(200, this.tables.move(order, full));
		assertThatProblem(this.tables.merge(full, other)).is(409, "INVALID_STATE");
	}

	@Test
	void aCheckIsClosedOnceItIsPaidAndItsOrdersHaveEnded() {
		long check = id(this.tables.check());
		long order = this.tables.burgerOn(check);
		this.tables.till().move(order, "confirmed");

		assertThatProblem(this.tables.close(check)).is(409, "INVALID_STATE").mentions("confirmed");
		this.tables.till().serve(order);
		assertThatProblem(this.tables.close(check)).is(409, "INVALID_STATE").mentions("14.16");
		accepted(200, this.tables.client()
			.post("/api/v1/orders/" + order + "/payments", Map.of("method", "cash", "amount", "14.16")));

		assertThat(accepted(200, this.tables.close(check)).required("balance").asText()).isEqualTo("0.00");
		assertThat(this.tables.events(1, "check.closed").getFirst().at("/data/order_ids"))
			.hasToString("[" + order + "]");
	}

	@Test
	void aCancelledOrderCostsNothing() {
		long check = id(this.tables.check());
		long gone = this.tables.burgerOn(check);
		this.tables.burgerOn(check);
		this.tables.till().cancel(gone);

		var bill = this.tables.get(check);

		assertThat(bill.required("total_amount").asText()).isEqualTo("14.16");
		assertThat(bill.required("balance").asText()).isEqualTo("14.16");
		assertThat(bill.required("orders")).hasSize(2);
	}

	@Test
	void aSplitSumsToTheOpenBill() {
		long check = id(this.tables.check());
		var order = this.tables.till()
			.take(OrderBody.at(this.tables.locationId(), OrderBody.line(10, 2), OrderBody.line(20, 3))
				.with("check_id", check)
				.with("service_charges",
						List.of(Map.of("name", "Service", "type", "percentage", "value", "18.00", "taxable", true)))
				.with("discounts", List.of(Map.of("name", "Happy", "type", "percentage", "value", "7.00"))));
		this.tables.burgerOn(check);
		long burgers = id(order.at("/items/0"));
		long coffees = id(order.at("/items/1"));
		var parts = List.of(List.of(Map.of("item_id", burgers, "quantity", 1)),
				List.of(Map.of("item_id", coffees), Map.of("item_id", burgers, "quantity", 1)));
		List<Map<String, ?>> splits = List.of(Map.of("by", "equal", "parts", 7), Map.of("by", "items", "parts", parts),
				Map.of("by", "amount", "amounts", List.of("10.00", "0.01")));

		for (var split : splits) {
			assertSums(accepted(200, this.tables.split(check, split)), this.tables.get(check));
		}
		assertThat(accepted(200, this.tables.split(check, splits.get(1))).at("/parts/2/items")).hasSize(1);
		accepted(200, this.tables.client()
			.post("/api/v1/orders/" + id(order) + "/payments", Map.of("method", "cash", "amount", "10.03")));
		for (var split : splits) {
			var answer = accepted(200, this.tables.split(check, split));
			assertThat(sum(answer, "total_amount")).isEqualTo(cents(this.tables.get(check).required("balance")));
		}
		assertThat(this.tables.get(check).required("version").asInt()).isEqualTo(3);
	}

	private static void assertSums(JsonNode split, JsonNode check) {
		for (var column : List.of("subtotal", "discount_amount", "service_charge_amount", "tax_amount",
				"total_amount")) {
			assertThat(sum(split, column)).as(column).isEqualTo(cents(check.required(column)));
		}
		assertThat(split.required("parts").valueStream().mapToLong((part) -> cents(part.at("/taxes/0/amount"))).sum())
			.isEqualTo(cents(check.at("/taxes/0/amount")));
	}

	private static long sum(JsonNode split, String column) {
		return split.required("parts").valueStream().mapToLong((part) -> cents(part.required(column))).sum();
	}

	private static long cents(JsonNode amount) {
		return Long.parseLong(amount.asText().replace(".", ""));
	}

	@Test
	void invalidSplitsAreRefusedWithAllFaults() {
		long check = id(this.tables.check());
		var order = this.tables.till().order(this.tables.burgerOn(check));
		long item = id(order.at("/items/0"));

		assertThatProblem(this.tables.split(check, Map.of())).is(400, "VALIDATION_ERROR").hasFaults("by");
		assertThatProblem(this.tables.split(check, Map.of("by", "equal"))).is(400, "VALIDATION_ERROR")
			.hasFaults("parts");
		assertThatProblem(this.tables.split(check, Map.of("by", "equal", "parts", 51))).is(400, "VALIDATION_ERROR")
			.hasFaults("parts");
		assertThatProblem(
				this.tables.split(check, Map.of("by", "equal", "parts", List.of(List.of(Map.of("item_id", 1))))))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("parts");
		assertThatProblem(this.tables.split(check, Map.of("by", "amount", "amounts", List.of("0.00", "-1.00"))))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("amounts[0]", "amounts[1]");
		assertThatProblem(this.tables.split(check, Map.of("by", "amount", "amounts", List.of("14.17")))).is(422,
				"AMOUNT_TOO_HIGH");
		assertThatProblem(this.tables.split(check,
				Map.of("by", "items", "parts", List.of(List.of(), List.of(Map.of("item_id", "x"), Map.of("qty", 1))))))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("parts[0]", "parts[1][0].item_id", "parts[1][1]", "parts[1][1].item_id");
		assertThatProblem(this.tables.split(check,
				Map.of("by", "items", "parts",
						List.of(List.of(Map.of("item_id", item), Map.of("item_id", 999_999_999L)),
								List.of(Map.of("item_id", item))))))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("parts[0][1].item_id", "parts[1][0].quantity");
	}

	/** Both lock the same rows; whichever is first, the other finds a closed check. */
	@RepeatedTest(3)
	void ofTwoMergesCrosswiseOneIsMade() {
		long one = id(this.tables.check(this.tables.burger()));
		long other = id(this.tables.check(this.tables.burger()));

		var answers = SimultaneousPair.heldUpBy(DatabaseLock.onRow(this.site, "checks", "id = " + Math.min(one, other)),
				() -> this.tables.merge(one, other), () -> this.tables.merge(other, one));

		assertThat(answers.statuses()).as(answers::toString).containsExactly(200, 409);
		assertThat(this.tables.get(one).required("orders").size() + this.tables.get(other).required("orders").size())
			.isEqualTo(2);
	}

	@RepeatedTest(3)
	void anOrderThatMovesWhileItsCheckIsClosedIsOnOneOfThem() {
		long from = id(this.tables.check());
		long to = id(this.tables.check());
		var answers = SimultaneousPair.heldUpBy(DatabaseLock.onRow(this.site, "checks", "id = " + to),
				() -> this.tables.client()
					.post("/api/v1/orders", OrderBody.burgerAt(this.tables.locationId()).with("check_id", to)),
				() -> this.tables.close(to));

		assertThat(answers.one().status() == 201).isNotEqualTo(answers.other().status() == 200);
		if (answers.one().status() == 201) {
			assertThat(this.tables.get(to).required("status").asText()).isEqualTo("open");
			accepted(200, this.tables.move(id(answers.one().json()), from));
		}
		assertThat(this.tables.get(to).required("orders")).isEmpty();
	}

	@RepeatedTest(3)
	void twoMovesOfOneOrderAndAMergeEndWithTheOrderOnOneCheck() {
		long one = id(this.tables.check());
		long two = id(this.tables.check());
		long order = this.tables.burgerOn(one);

		SimultaneousPair.heldUpBy(DatabaseLock.onRow(this.site, "checks", "id = " + one),
				() -> this.tables.move(order, two), () -> this.tables.merge(two, one));

		assertThat(orderIds(this.tables.get(one))).isEmpty();
		assertThat(orderIds(this.tables.get(two))).containsExactly(order);
		assertThat(counted(one)).isZero();
		assertThat(counted(two)).isEqualTo(1);
	}

	private int counted(long check) {
		return this.database.sql("SELECT order_count FROM checks WHERE id = ?")
			.param(check)
			.query(Integer.class)
			.single();
	}

	/** A change of an order waits for no check, and a merge waits for the order alone. */
	@RepeatedTest(3)
	void anEditOfAnOrderAndAMergeBothTakeEffect() {
		long order = this.tables.burger();
		long one = id(this.tables.check(order));
		long two = id(this.tables.check());

		var answers = SimultaneousPair.heldUpBy(DatabaseLock.onOrder(this.site, order),
				() -> this.tables.client()
					.post("/api/v1/orders/" + order + "/items", Map.of("items", List.of(OrderBody.line(20, 1)))),
				() -> this.tables.merge(two, one));

		assertThat(answers.statuses()).containsExactly(200, 200);
		assertThat(this.tables.get(two).required("total_amount").asText()).isEqualTo("19.60");
	}

	@Test
	void manyOrdersJoinACheckAtOnce() {
		long check = id(this.tables.check());
		var orders = new HashSet<Long>();
		for (int i = 0; i < 5; i++) {
			var pair = SimultaneousPair.atOnce(() -> create(check), () -> create(check));
			pair.answers().forEach((answer) -> orders.add(id(accepted(201, answer))));
		}

		var bill = this.tables.get(check);

		assertThat(orderIds(bill)).containsExactlyInAnyOrderElementsOf(orders);
		assertThat(bill.required("version").asInt()).isEqualTo(11);
		assertThat(counted(check)).isEqualTo(10);
		assertThat(this.tables.events(10, "check.updated").getLast().at("/data/order_ids")).hasSize(10);
	}

	private Answer create(long check) {
		return this.tables.client()
			.post("/api/v1/orders", OrderBody.burgerAt(this.tables.locationId()).with("check_id", check));
	}

	@Test
	void theReportsAndTheStreamOfALocationWithChecksGoOn() {
		long check = id(this.tables.check());
		long order = this.tables.burgerOn(check);

		var events = this.tables.events(1, "check.opened");

		assertThat(events.getFirst().has("order_version")).isFalse();
		assertThat(new OrderClient(this.tables.client()).order(order).required("check_id").asLong()).isEqualTo(check);
	}

	private static String key() {
		return UUID.randomUUID().toString();
	}

}
