package com.auraconnect.orders.order;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Reservation;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.Recalculation;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.SimultaneousPair;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Editing of orders, sequential and concurrent. */
@ServiceTest
class OrderEditingIT {

	/** Location 2 does not confirm orders automatically. */
	private static final OrderBody BURGER_AND_COFFEE = OrderBody.at(2, OrderBody.line(10, 1), OrderBody.line(20, 2));

	private static final int LARGEST_EVENT = 16 * 1024;

	private final ServiceClient client;

	private final OrderClient till;

	private final TestEnvironment site;

	private final JdbcClient database;

	OrderEditingIT(ServiceClient client, TestEnvironment site) {
		this.client = client.staff(1, 2L);
		this.till = new OrderClient(this.client);
		this.site = site;
		this.database = site.database();
	}

	@Test
	void aPatchChangesWhatItNamesAndClearsWhatIsNull() {
		JsonNode before = take(
				BURGER_AND_COFFEE.with("table_number", "5").with("guest_count", 2).with("notes", "window seat"));

		Answer answer = patch(before, "{\"table_number\":\"7\",\"notes\":null}");

		JsonNode after = accepted(before, answer);
		assertThat(after.required("table_number").asText()).isEqualTo("7");
		assertThat(after.required("notes").isNull()).isTrue();
		assertThat(after.required("guest_count").asInt()).isEqualTo(2);
		JsonNode event = updated(after, "table_number", "notes");
		assertThat(event.required("table_number").asText()).isEqualTo("7");
		assertThat(event.required("notes").isNull()).isTrue();
		assertThat(event.has("guest_count")).isFalse();
	}

	@Test
	void aPatchGivesTheOrderACustomerAndTakesItAway() {
		JsonNode before = take(BURGER_AND_COFFEE);

		JsonNode given = accepted(before, patch(before, "{\"customer_id\":770123,\"guest_count\":3}"));
		assertThat(given.required("customer_id").asLong()).isEqualTo(770_123);
		assertThat(updated(given, "customer_id", "guest_count").required("customer_id").asLong()).isEqualTo(770_123);

		JsonNode taken = accepted(given, patch(given, "{\"customer_id\":null}"));
		assertThat(taken.required("customer_id").isNull()).isTrue();
		assertThat(updated(taken, "customer_id").required("customer_id").isNull()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"notes\":\"window seat\"}", "{\"table_number\":null}",
			"{\"table_number\":null,\"notes\":\"window seat\"}" })
	void aPatchWithoutNewValuesChangesNothing(String patch) {
		JsonNode before = take(BURGER_AND_COFFEE.with("notes", "window seat"));

		Answer answer = patch(before, patch);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json()).isEqualTo(before);
		assertThat(answer.header("ETag")).hasValue(eTag(before));
		assertThat(events(before)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"tabel_number\":\"7\"}", "{\"status\":\"completed\"}", "{\"total_amount\":\"0.01\"}",
			"{\"guest_count\":0}", "{\"guest_count\":\"2\"}", "[]", "null", "" })
	void anInvalidPatchIsRefused(String patch) {
		JsonNode before = take(BURGER_AND_COFFEE);

		assertRefused(before, patch(before, patch), 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "completed", "cancelled" })
	void anEndedOrderIsNotPatched(String end) {
		long id = id(take(BURGER_AND_COFFEE));
		this.till.move(id, end.equals("completed") ? new String[] { "confirmed", "preparing", "ready", "completed" }
				: new String[] { "cancelled" });
		JsonNode before = settled(id);

		Answer answer = patch(before, "{\"notes\":\"too late\"}");

		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.text("/code")).isEqualTo("INVALID_STATE");
		assertThat(this.till.order(id).required("notes").isNull()).isTrue();
	}

	@Test
	void addedLinesArePricedAndPublished() {
		JsonNode before = take(BURGER_AND_COFFEE);

		JsonNode after = accepted(before, add(before, OrderBody.line(15, 3, 111, 113), OrderBody.line(10, 1)));

		assertThat(after.required("items").findValuesAsText("menu_item_id")).containsExactly("10", "20", "15", "10");
		Recalculation.check(after);
		JsonNode event = updated(after, "items", "subtotal", "tax_amount", "taxes", "total_amount", "balance");
		assertThat(event.required("items").valueStream()).containsExactly(after.at("/items/2"), after.at("/items/3"));
		assertThat(event.required("subtotal")).isEqualTo(after.required("subtotal"));
		assertThat(event.required("tax_amount")).isEqualTo(after.required("tax_amount"));
		assertThat(event.required("total_amount")).isEqualTo(after.required("total_amount"));
	}

	/**
	 * Covers an order discount, which is shared out anew, and a paid order that becomes
	 * partially paid.
	 */
	@Test
	void sideEffectsOnOtherLinesAndThePaymentStatusArePublished() {
		JsonNode taken = take(BURGER_AND_COFFEE.with("discounts",
				List.of(Map.of("name", "Opening", "type", "percentage", "value", "10"))));
		JsonNode before = accepted(taken, this.client.post(path(taken) + "/payments",
				Map.of("method", "cash", "amount", taken.required("total_amount").asText())));
		assertThat(before.required("payment_status").asText()).isEqualTo("paid");

		JsonNode after = accepted(before, add(before, OrderBody.line(15, 1)));

		JsonNode event = updated(after, "items", "subtotal", "discount_amount", "discounts", "tax_amount", "taxes",
				"total_amount", "balance", "payment_status");
		assertThat(event.required("payment_status").asText()).isEqualTo("partially_paid");
		assertThat(event.required("discounts")).isEqualTo(after.required("discounts"));
		assertThat(event.required("taxes")).isEqualTo(after.required("taxes"));
		assertThat(event.required("items")).contains(after.at("/items/2"))
			.containsExactlyElementsOf(after.required("items")
				.valueStream()
				.filter((line) -> !before.required("items").valueStream().toList().contains(line))
				.toList());
	}

	@Test
	void aHundredConcurrentlyAddedLinesAreAllKept() {
		JsonNode before = take(BURGER_AND_COFFEE);
		Queue<Answer> answers = new ConcurrentLinkedQueue<>();

		new Terminals(10).share(IntStream.range(0, 100).boxed().toList(),
				(Integer i) -> answers.add(add(before, OrderBody.line(10 + i % 10, 1 + i % 7))));

		assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.status()).as(answer::toString).isEqualTo(200);
			assertThat(answer.header("ETag")).hasValue(eTag(answer.json()));
		});
		assertThat(answers).extracting((answer) -> answer.at("/version").asInt())
			.containsExactlyInAnyOrderElementsOf(
					IntStream.rangeClosed(version(before) + 1, version(before) + 100).boxed().toList());
		JsonNode after = this.till.order(id(before));
		assertThat(after.required("items").findValuesAsText("id")).hasSize(102).doesNotHaveDuplicates();
		assertThat(after.required("items").valueStream().skip(2).mapToInt((line) -> line.required("quantity").asInt()))
			.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).map((i) -> 1 + i % 7).boxed().toList());
		Recalculation.check(after);
		assertThat(events(before)).hasSize(100);
	}

	@Test
	void anItemThatIsNotOnTheMenuIsNotAdded() {
		JsonNode before = take(BURGER_AND_COFFEE);

		assertRefused(before, add(before, OrderBody.line(10, 1), OrderBody.line(4711, 1)), 422);
	}

	@Test
	void aTableOrdersASecondRoundWhileTheFirstIsMade() {
		JsonNode taken = take(BURGER_AND_COFFEE);
		this.till.move(id(taken), "confirmed");
		JsonNode before = this.client
			.post("/api/v1/kitchen/orders/" + id(taken) + "/prepare", Map.of("station", "grill"))
			.json();

		JsonNode after = accepted(before, add(before, OrderBody.line(15, 1)));
		assertThat(after.at("/items/2/status").asText()).isEqualTo("pending");
		after = accepted(after, change(after, 1, Map.of("quantity", 3, "course", 2)));
		assertThat(after.at("/items/1/course").asInt()).isEqualTo(2);
		after = accepted(after, takeOff(after, 1));
		assertThat(after.at("/items/1/void/by")).isEqualTo(after.at("/status_history/0/changed_by"));
		assertThat(after.at("/items/1/void/reason").isNull()).isTrue();
		for (Answer answer : List.of(change(after, 0, Map.of("quantity", 2)), takeOff(after, 0))) {
			assertRefused(after, answer, 409);
			assertThat(answer.text("/code")).isEqualTo("INVALID_STATE");
		}
	}

	@Test
	void aBegunLineIsVoidedWithAReasonThatTheKitchenHears() {
		JsonNode before = this.till.move(id(take(BURGER_AND_COFFEE)), "confirmed", "preparing");

		JsonNode after = accepted(before, voided(before, 0, Map.of("reason", "dropped", "used", true)));

		assertThat(after.at("/items/0/status").asText()).isEqualTo("voided");
		assertThat(after.at("/items/0/void/reason").asText()).isEqualTo("dropped");
		assertThat(after.at("/items/0/void/used").asBoolean()).isTrue();
		assertThat(EventFeed.parse(data(after, version(after)).getFirst()).at("/items/0/void"))
			.isEqualTo(after.at("/items/0/void"));
		assertRefused(after, voided(after, 1, Map.of("reason", "dropped", "used", true)), 409);
		assertThatProblem(voided(after, 1, Map.of("reason", " "))).is(400, "VALIDATION_ERROR")
			.hasFaults("reason", "used");
	}

	@Test
	void theStockFollowsTheEditsOfAnOrder() {
		JsonNode order = this.till.move(id(take(BURGER_AND_COFFEE)), "confirmed");
		await().untilAsserted(() -> assertThat(stock(order)).isEqualTo(Map.of(10L, 1, 20L, 2)));

		JsonNode after = accepted(order, change(order, 0, Map.of("quantity", 9)));
		after = accepted(after, add(after, OrderBody.line(15, 1)));
		await().untilAsserted(() -> assertThat(stock(order)).isEqualTo(Map.of(10L, 9, 20L, 2, 15L, 1)));
		after = accepted(after, takeOff(after, 1));
		await().untilAsserted(() -> assertThat(stock(order)).isEqualTo(Map.of(10L, 9, 15L, 1)));
		this.till.move(id(order), "preparing");
		after = this.till.order(id(order));
		accepted(after, voided(after, 2, Map.of("reason", "not wanted", "used", false)));
		this.till.move(id(order), "ready", "completed");

		await()
			.untilAsserted(() -> assertThat(this.site.sandbox().inventory().reservationsOf(id(order))).singleElement()
				.returns(Reservation.State.COMMITTED, Reservation::state));
		assertThat(stock(order)).isEqualTo(Map.of(10L, 9));
	}

	private Map<Long, Integer> stock(JsonNode order) {
		return this.site.sandbox()
			.inventory()
			.reservationsOf(id(order))
			.stream()
			.flatMap((reservation) -> reservation.items().stream())
			.collect(Collectors.toMap(Reservation.StockLine::menuItemId, Reservation.StockLine::quantity));
	}

	@Test
	void whatIsOutOfStockIsNotAdded() {
		JsonNode before = take(BURGER_AND_COFFEE);

		Answer answer = add(before, OrderBody.line(30, 1));

		assertRefused(before, answer, 422);
		assertThat(answer.text("/code")).isEqualTo("INSUFFICIENT_INVENTORY");
	}

	@Test
	void itemsOfAReadyOrderCannotBeChanged() {
		JsonNode taken = take(BURGER_AND_COFFEE);
		JsonNode before = this.till.move(id(taken), "confirmed", "preparing", "ready");

		for (Answer answer : List.of(add(before, OrderBody.line(10, 1)), change(before, 0, Map.of("quantity", 2)),
				takeOff(before, 0))) {
			assertRefused(before, answer, 409);
			assertThat(answer.text("/code")).isEqualTo("INVALID_STATE");
		}
	}

	@Test
	void aLineIsChangedAndPricedAgain() {
		JsonNode before = take(BURGER_AND_COFFEE);

		JsonNode after = accepted(before, change(before, 0, Map.of("quantity", 3, "modifiers",
				List.of(Map.of("id", 101), Map.of("id", 102, "quantity", 2)), "special_instructions", "no onions")));

		JsonNode line = after.at("/items/0");
		assertThat(line.required("quantity").asInt()).isEqualTo(3);
		assertThat(line.required("modifiers").findValuesAsText("name")).containsExactly("Extra Cheese", "Extra Bacon");
		assertThat(line.required("special_instructions").asText()).isEqualTo("no onions");
		assertThat(line.required("subtotal").asText()).isEqualTo("55.47");
		assertThat(after.at("/items/1")).isEqualTo(before.at("/items/1"));
		Recalculation.check(after);
		JsonNode event = updated(after, "items", "subtotal", "tax_amount", "taxes", "total_amount", "balance");
		assertThat(event.required("items").valueStream()).containsExactly(line);
	}

	@Test
	void omittedFieldsStayAndNullFieldsAreCleared() {
		JsonNode taken = take(BURGER_AND_COFFEE);
		JsonNode before = accepted(taken,
				change(taken, 0, Map.of("modifiers", List.of(Map.of("id", 101)), "special_instructions", "no onions")));

		JsonNode more = accepted(before, change(before, 0, Map.of("quantity", 2)));
		assertThat(more.at("/items/0/modifiers/0/id").asLong()).isEqualTo(101);
		assertThat(more.at("/items/0/special_instructions").asText()).isEqualTo("no onions");

		JsonNode plain = accepted(more, change(more, 0, "{\"modifiers\":[],\"special_instructions\":null}"));
		assertThat(plain.at("/items/0/quantity").asInt()).isEqualTo(2);
		assertThat(plain.at("/items/0/modifiers")).isEmpty();
		assertThat(plain.at("/items/0/special_instructions").isNull()).isTrue();
		Recalculation.check(plain);
	}

	@Test
	void aChangeWithoutNewValuesChangesNothing() {
		JsonNode before = take(BURGER_AND_COFFEE);

		Answer answer = change(before, 0, Map.of("quantity", 1, "modifiers", List.of()));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json()).isEqualTo(before);
		assertThat(events(before)).isEmpty();
	}

	@Test
	void anInvalidChangeLeavesTheLineUnchanged() {
		JsonNode before = take(BURGER_AND_COFFEE);

		assertRefused(before, change(before, 0, Map.of("quantity", 0)), 400);
		assertRefused(before, change(before, 0, Map.of("quantiy", 2)), 400);
		assertRefused(before, change(before, 0, Map.of("modifiers", List.of(Map.of("id", 121)))), 422);
		assertRefused(before, this.client.put(path(before) + "/items/1", Map.of("quantity", 2)), 404);
	}

	@Test
	void aFaultNamesTheFieldOfTheRequest() {
		JsonNode before = take(BURGER_AND_COFFEE);

		assertThatProblem(change(before, 0, Map.of("modifiers", List.of(Map.of("id", 102), Map.of("id", 121)))))
			.is(422, "MENU_ITEM_UNAVAILABLE")
			.hasFaults("modifiers[1].id");
	}

	@RepeatedTest(10)
	void ofTwoEditsOfTheSameVersionOneWins() {
		JsonNode before = take(BURGER_AND_COFFEE);
		ServiceClient precise = this.client.ifVersion(version(before));

		SimultaneousPair edits = SimultaneousPair.atOnce(() -> precise.put(line(before, 0), Map.of("quantity", 2)),
				() -> precise.put(line(before, 0), Map.of("quantity", 3)));

		assertThat(edits.statuses()).containsExactly(200, 412);
		assertThat(this.till.order(id(before))).isEqualTo(lastAccepted(edits).json());
	}

	/** Both edits read the line before either of them commits. */
	@RepeatedTest(5)
	void ofTwoOverlappingEditsOneGetsAConflict() {
		JsonNode before = take(BURGER_AND_COFFEE);

		SimultaneousPair edits = SimultaneousPair.heldUpBy(DatabaseLock.onOrder(this.site, id(before)),
				() -> change(before, 0, Map.of("quantity", 2)), () -> change(before, 0, Map.of("quantity", 3)));

		assertThat(edits.statuses()).containsExactly(200, 409);
		assertThat(edits.answers()).extracting((answer) -> answer.text("/code")).contains("VERSION_CONFLICT");
		assertThat(this.till.order(id(before))).isEqualTo(lastAccepted(edits).json());
	}

	/**
	 * Holds for any interleaving: the edits answered with 200 form the order's versions
	 * without gaps, and the last of them is the final state.
	 */
	@Test
	void theLastAcceptedOfManyEditsIsTheFinalState() {
		JsonNode order = take(BURGER_AND_COFFEE);
		Queue<Answer> accepted = new ConcurrentLinkedQueue<>();
		Queue<Integer> refused = new ConcurrentLinkedQueue<>();
		new Terminals(4).share(IntStream.range(0, 60).boxed().toList(), (Integer i) -> {
			Answer edit = change(order, 0, Map.of("quantity", 1 + i));
			if (edit.status() == 200) {
				accepted.add(edit);
			}
			else {
				refused.add(edit.status());
			}
		});

		assertThat(refused).allMatch((status) -> status == 409);
		List<JsonNode> versions = accepted.stream()
			.map(Answer::json)
			.filter((version) -> version(version) > version(order))
			.sorted(Comparator.comparing(OrderEditingIT::version))
			.toList();
		assertThat(versions).extracting(OrderEditingIT::version)
			.containsExactlyElementsOf(
					IntStream.rangeClosed(version(order) + 1, version(order) + versions.size()).boxed().toList());
		assertThat(this.till.order(id(order))).isEqualTo(versions.getLast());
		assertThat(events(order)).extracting((event) -> event.at("/items/0/quantity"))
			.isEqualTo(versions.stream().map((version) -> version.at("/items/0/quantity")).toList());
	}

	@Test
	void aLineTakenOffIsStillShownAndCostsNothing() {
		JsonNode before = take(BURGER_AND_COFFEE);

		JsonNode after = accepted(before, takeOff(before, 0));

		assertThat(after.at("/items/0/status").asText()).isEqualTo("voided");
		assertThat(after.at("/items/0/id")).isEqualTo(before.at("/items/0/id"));
		assertThat(after.required("subtotal").asText()).isEqualTo("9.98");
		Recalculation.check(after);
		JsonNode event = updated(after, "items", "subtotal", "tax_amount", "taxes", "total_amount", "balance");
		assertThat(event.required("items").valueStream()).containsExactly(after.at("/items/0"));
	}

	@Test
	void aLineIsTakenOffOnce() {
		JsonNode before = take(BURGER_AND_COFFEE);
		JsonNode after = accepted(before, takeOff(before, 0));

		Answer again = takeOff(before, 0);

		assertThat(again.status()).isEqualTo(200);
		assertThat(again.json()).isEqualTo(after);
		assertRefused(after, change(after, 0, Map.of("quantity", 2)), 409);
	}

	@Test
	void theLastLineCannotBeTakenOff() {
		JsonNode taken = take(BURGER_AND_COFFEE);
		JsonNode before = accepted(taken, takeOff(taken, 1));

		assertRefused(before, takeOff(before, 0), 409);
	}

	@RepeatedTest(5)
	void ofTwoRequestsThatTakeOffTheLastTwoLinesOneIsRefused() {
		JsonNode before = take(BURGER_AND_COFFEE);

		SimultaneousPair both = SimultaneousPair.atOnce(() -> takeOff(before, 0), () -> takeOff(before, 1));

		assertThat(both.statuses()).containsExactly(200, 409);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("changes")
	void aChangeWithAStaleIfMatchIsRefused(String name, BiFunction<ServiceClient, JsonNode, Answer> change) {
		JsonNode seen = take(BURGER_AND_COFFEE.paidInCash());
		JsonNode now = accepted(seen, patch(seen, "{\"notes\":\"moved on\"}"));

		for (String stale : List.of(eTag(seen), "\"99\"", "W/" + eTag(now), "nonsense")) {
			Answer refused = change.apply(this.client.with("If-Match", stale), now);
			assertThat(refused.status()).as(stale).isEqualTo(412);
			assertThat(refused.text("/code")).isEqualTo("PRECONDITION_FAILED");
		}
		assertThat(this.till.order(id(now))).isEqualTo(now);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("changes")
	void aChangeWithACurrentIfMatchIsAccepted(String name, BiFunction<ServiceClient, JsonNode, Answer> change) {
		JsonNode before = take(BURGER_AND_COFFEE.paidInCash());

		Answer answer = change.apply(this.client.ifVersion(version(before)), before);

		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		assertThat(version(answer.json())).isEqualTo(version(before) + 1);
		assertThat(answer.header("ETag")).hasValue(eTag(answer.json()));
		assertThat(publishedVersions(before)).contains(version(before) + 1);
	}

	private static Stream<Arguments> changes() {
		return Stream.of(change("PATCH", (client, order) -> client.patch(path(order), Map.of("guest_count", 4))),
				change("PUT status",
						(client, order) -> client.put(path(order) + "/status", Map.of("status", "confirmed"))),
				change("POST cancel",
						(client, order) -> client.post(path(order) + "/cancel", Map.of("reason", "customer_request"))),
				change("POST items",
						(client, order) -> client.post(path(order) + "/items",
								Map.of("items", List.of(OrderBody.line(20, 1))))),
				change("PUT item", (client, order) -> client.put(line(order, 0), Map.of("quantity", 2))),
				change("DELETE item", (client, order) -> client.delete(line(order, 0))),
				change("POST refunds", (client, order) -> client.post(path(order) + "/refunds",
						Map.of("payment_id", order.at("/payments/0/id"), "amount", "1.00", "reason", "cold"))));
	}

	private static Arguments change(String name, BiFunction<ServiceClient, JsonNode, Answer> change) {
		return arguments(name, change);
	}

	@Test
	void theEventOfFiftyChangedLinesStaysSmall() {
		JsonNode before = take(OrderBody.at(2, fiftyLines()));
		JsonNode after = accepted(before, add(before, fiftyLines()));

		int created = data(before, 1).getFirst().getBytes(StandardCharsets.UTF_8).length;
		int updated = data(before, version(after)).getFirst().getBytes(StandardCharsets.UTF_8).length;
		assertThat(created).isLessThan(LARGEST_EVENT);
		assertThat(updated).isLessThan(LARGEST_EVENT);
	}

	/** Those taken off still take part in the document, and count. */
	@Test
	void anOrderHas250LinesAtMost() {
		Map<?, ?>[] fifty = Collections.nCopies(50, OrderBody.line(20, 1)).toArray(Map[]::new);
		JsonNode order = take(OrderBody.at(2, fifty));
		for (int i = 0; i < 3; i++) {
			assertThat(add(order, fifty).status()).isEqualTo(200);
		}
		assertThat(this.client.delete(path(order) + "/items/" + order.at("/items/0/id").asLong()).status())
			.isEqualTo(200);

		assertThatProblem(add(order, Collections.nCopies(51, OrderBody.line(20, 1)).toArray(Map[]::new))).is(400,
				"VALIDATION_ERROR");
		assertThat(add(order, Collections.nCopies(49, OrderBody.line(20, 1)).toArray(Map[]::new)).status())
			.isEqualTo(200);
		assertThatProblem(add(order, OrderBody.line(20, 1), OrderBody.line(20, 1))).is(409, "INVALID_STATE")
			.mentions("An order has at most 250 lines, those taken off included: 1 more can be added");
		assertThat(add(order, OrderBody.line(20, 1)).status()).isEqualTo(200);
	}

	private static Map<?, ?>[] fiftyLines() {
		return IntStream.range(0, 50).mapToObj((i) -> OrderBody.line(10, 2)).toArray(Map<?, ?>[]::new);
	}

	private JsonNode take(OrderBody body) {
		return settled(id(this.till.take(body)));
	}

	/** Waits until no saga task of the order is left. */
	private JsonNode settled(long id) {
		String tasks = "SELECT count(*) FROM scheduled_tasks WHERE task_instance LIKE '1/" + id + "%'";
		return this.till.await(id, (order) -> this.database.sql(tasks).query(Long.class).single() == 0);
	}

	private Answer patch(JsonNode order, String body) {
		return this.client.patch(path(order), body);
	}

	private Answer add(JsonNode order, Map<?, ?>... lines) {
		return this.client.post(path(order) + "/items", Map.of("items", List.of(lines)));
	}

	private Answer change(JsonNode order, int line, Object change) {
		return this.client.put(line(order, line), change);
	}

	private Answer voided(JsonNode order, int line, Map<String, ?> body) {
		return this.client.post(
				"/api/v1/orders/" + id(order) + "/items/" + order.at("/items/" + line + "/id").asLong() + "/void",
				body);
	}

	private Answer takeOff(JsonNode order, int line) {
		return this.client.delete(line(order, line));
	}

	/**
	 * Returns the order after an accepted change, which must have incremented the version
	 * by one.
	 */
	private JsonNode accepted(JsonNode before, Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		assertThat(version(answer.json())).isEqualTo(version(before) + 1);
		assertThat(answer.header("ETag")).hasValue(eTag(answer.json()));
		assertThat(this.till.order(id(before))).isEqualTo(answer.json());
		return answer.json();
	}

	private void assertRefused(JsonNode before, Answer answer, int status) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(status);
		assertThat(this.till.order(id(before))).isEqualTo(before);
	}

	private static Answer lastAccepted(SimultaneousPair pair) {
		return pair.answers()
			.stream()
			.filter((answer) -> answer.status() == 200)
			.max(Comparator.comparing((answer) -> version(answer.json())))
			.orElseThrow();
	}

	/**
	 * Returns the data of the only event of that version, which must name these fields.
	 */
	private JsonNode updated(JsonNode order, String... changed) {
		List<String> told = data(order, version(order));
		assertThat(told).hasSize(1);
		JsonNode event = EventFeed.parse(told.getFirst());
		Set<String> names = event.required("changed").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
		assertThat(names).containsExactlyInAnyOrder(changed);
		return event;
	}

	/** Returns the data of the order's update events, oldest first. */
	private List<JsonNode> events(JsonNode order) {
		return this.database
			.sql("SELECT data::text FROM outbox_events WHERE order_id = ? AND event_type = 'order.updated' ORDER BY id")
			.param(id(order))
			.query(String.class)
			.stream()
			.map(EventFeed::parse)
			.toList();
	}

	private List<String> data(JsonNode order, int version) {
		return this.database.sql("SELECT data::text FROM outbox_events WHERE order_id = ? AND order_version = ?")
			.param(id(order))
			.param(version)
			.query(String.class)
			.list();
	}

	private List<Integer> publishedVersions(JsonNode order) {
		return this.database.sql("SELECT order_version FROM outbox_events WHERE order_id = ?")
			.param(id(order))
			.query(Integer.class)
			.list();
	}

	private static String path(JsonNode order) {
		return "/api/v1/orders/" + id(order);
	}

	private static String line(JsonNode order, int index) {
		return path(order) + "/items/" + order.required("items").required(index).required("id");
	}

	private static long id(JsonNode order) {
		return order.required("id").asLong();
	}

	private static int version(JsonNode order) {
		return order.required("version").asInt();
	}

	private static String eTag(JsonNode order) {
		return "\"" + version(order) + "\"";
	}

}
