package com.auraconnect.orders.web;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code GET /orders} over HTTP. Each test lists the orders of its own customer. */
@ServiceTest
class OrderListIT {

	private static final AtomicLong LAST_CUSTOMER = new AtomicLong(760_000);

	private final long customerId = LAST_CUSTOMER.incrementAndGet();

	private final ServiceClient client;

	private final ServiceClient admin;

	private final JdbcClient database;

	OrderListIT(ServiceClient client, TestEnvironment site) {
		this.client = client;
		this.admin = client.admin(1);
		this.database = site.database();
	}

	@Test
	void theNewestOrderComesFirstInFull() {
		var orders = place(3);
		awaitSettled(orders);

		var answer = list("");

		assertThat(ids(answer)).containsExactlyElementsOf(orders.reversed());
		assertThat(answer.at("/data/0")).isEqualTo(this.admin.get("/api/v1/orders/%d", orders.getLast()).json());
		assertThat(answer.at("/meta")).hasToString("{\"page_size\":20,\"next_cursor\":null,\"has_more\":false}");
	}

	@Test
	void anExactlyFullPageHasNoMore() {
		place(4);

		var first = list("&page_size=2");
		var second = next(first, "&page_size=2");

		assertThat(first.at("/meta/has_more").asBoolean()).isTrue();
		assertThat(ids(second)).hasSize(2);
		assertThat(second.at("/meta/has_more").asBoolean()).isFalse();
		assertThat(second.at("/meta/next_cursor").isNull()).isTrue();
		assertThat(list("&page_size=4").at("/meta/has_more").asBoolean()).isFalse();
		assertThat(list("&page_size=3").at("/meta/has_more").asBoolean()).isTrue();
	}

	@Test
	void thePageSizeMayChangeBetweenPages() {
		var orders = place(6);

		var first = list("&order=asc&page_size=1");
		var second = next(first, "&order=asc&page_size=3");
		var third = next(second, "&order=asc&page_size=100");

		assertThat(List.of(ids(first), ids(second), ids(third))).containsExactly(orders.subList(0, 1),
				orders.subList(1, 4), orders.subList(4, 6));
	}

	@ParameterizedTest
	@ValueSource(strings = { "desc", "asc" })
	void pagesReturnEachEarlierOrderOnceWhileOrdersAreAdded(String direction) {
		place(60);
		var earlier = this.database.sql("SELECT id FROM orders WHERE tenant_id = 1").query(Long.class).list();
		var adding = IntStream.range(0, 2).mapToObj((_) -> CompletableFuture.runAsync(() -> place(250))).toList();
		var walked = new ArrayList<Long>();

		var path = "/api/v1/orders?page_size=7&order=" + direction;
		var page = this.admin.get(path);
		walked.addAll(ids(page));
		while (page.at("/meta/has_more").asBoolean()) {
			page = this.admin.get(path + "&cursor=" + page.text("/meta/next_cursor"));
			walked.addAll(ids(page));
		}
		adding.forEach(CompletableFuture::join);

		assertThat(walked).doesNotHaveDuplicates().containsAll(earlier);
	}

	@Test
	void aChangedOrderMovesToTheEndOfAListByUpdatedAt() {
		var orders = place(3);
		awaitSettled(orders);
		var parameters = "&sort=updated_at&order=asc&page_size=1";
		var first = list(parameters);

		var changed = this.admin.put("/api/v1/orders/%d/status".formatted(ids(first).getFirst()),
				Map.of("status", "preparing"));
		var second = next(first, parameters);
		var third = next(second, parameters);
		var last = next(third, parameters);

		assertThat(changed.status()).isEqualTo(200);
		assertThat(ids(last)).isEqualTo(ids(first));
		assertThat(last.at("/data/0/version")).isEqualTo(changed.at("/version"));
		assertThat(last.at("/meta/has_more").asBoolean()).isFalse();
		assertThat(List.of(ids(first), ids(second), ids(third))).flatExtracting((ids) -> ids)
			.containsExactlyInAnyOrderElementsOf(orders);
		assertThat(ids(list("&updated_after=" + third.text("/data/0/updated_at")))).contains(ids(first).getFirst(),
				ids(third).getFirst());
	}

	/**
	 * Clients see milliseconds. Changes within the same millisecond must not be missed.
	 */
	@Test
	void ordersChangedInTheSameMillisecondAreListed() {
		var orders = place(3);
		awaitSettled(orders);
		change(orders.get(0), "2031-01-01T00:00:00.122999Z");
		change(orders.get(1), "2031-01-01T00:00:00.123Z");
		change(orders.get(2), "2031-01-01T00:00:00.123456Z");
		for (var time : List.of("2031-01-01T00:00:00.123Z", "2031-01-01T00:00:00.123456Z",
				"2031-01-01T00:00:00.123999999Z")) {
			assertThat(ids(list("&updated_after=" + time))).as(time)
				.containsExactlyInAnyOrder(orders.get(1), orders.get(2));
		}
		assertThat(ids(list("&updated_after=2031-01-01T00:00:00.124Z"))).isEmpty();
	}

	private void change(long order, String time) {
		this.database.sql("UPDATE orders SET updated_at = CAST(? AS timestamptz) WHERE id = ?")
			.param(time)
			.param(order)
			.update();
	}

	@Test
	void anOrderIsFoundByTheCalledPartOfItsNumber() {
		var id = place(2).getFirst();
		var called = this.admin.get("/api/v1/orders/%d", id).text("/order_number").split("-")[1];
		assertThat(ids(search(called))).contains(id);
		assertThat(ids(search(called.toLowerCase(Locale.ROOT)))).contains(id);
		assertThat(ids(search(called.replace('0', 'o').replace('1', 'l')))).as("as it is heard").contains(id);
		assertThat(ids(search("0" + called))).doesNotContain(id);
		assertThat(ids(search(called + "0"))).doesNotContain(id);
		assertThat(ids(search("U".repeat(4)))).isEmpty();
		assertThat(ids(search("Z".repeat(13)))).isEmpty();
	}

	@Test
	void aCursorThatWasTamperedWithIsRefused() {
		place(2);
		var cursor = list("&page_size=1").text("/meta/next_cursor");
		var changed = ((cursor.charAt(0) == 'A') ? 'B' : 'A') + cursor.substring(1);

		for (var wrong : List.of(changed, cursor.substring(1), cursor + "A", cursor + "=", "x", "", "%00")) {
			assertFaults(list("&page_size=1&cursor=" + wrong), "cursor");
		}
	}

	@Test
	void aCursorIsValidForItsListAndItsCallerOnly() {
		place(2);
		var cursor = "&cursor=" + list("&page_size=1").text("/meta/next_cursor");
		var path = "/api/v1/orders?customer_id=" + this.customerId + cursor;

		assertThat(this.admin.get(path).status()).isEqualTo(200);
		for (var other : List.of("&status=pending", "&location_id=1", "&order_type=dine_in",
				"&date_from=2020-01-01T00:00:00Z", "&date_to=2040-01-01T00:00:00Z",
				"&updated_after=2020-01-01T00:00:00Z", "&search=2", "&sort=updated_at", "&order=asc")) {
			assertFaults(this.admin.get(path + other), "cursor");
		}
		assertFaults(this.admin.get("/api/v1/orders?customer_id=1" + cursor), "cursor");
		assertFaults(this.client.admin(2).get(path), "cursor");
		assertFaults(this.client.staff(1, 1L).get(path), "cursor");
		assertFaults(this.client.customer(1, this.customerId).get(path), "cursor");
	}

	@Test
	void aCursorIsValidForAnotherSpellingOfItsFilter() {
		place(2);
		var first = list("&sort=created_at&page_size=1&status=completed&status=confirmed&status=pending"
				+ "&date_to=2040-01-01T02:00:00%2B02:00&search=");

		var second = next(first, "&order=desc&status=pending&status=completed&status=confirmed&status=pending"
				+ "&date_to=2040-01-01T00:00:00Z");

		assertThat(ids(second)).hasSize(1);
	}

	@Test
	void allInvalidParametersAreReportedAtOnce() {
		assertFaults(
				list("&status=eaten&location_id=one&customer_id=2&order_type=DINE_IN&date_from=yesterday"
						+ "&date_to=2026-11-20&updated_after=12:00&search=a%00b&sort=total&order=up&page_size=101"
						+ "&cursor=abc&statsu=pending"),
				"status", "location_id", "customer_id", "order_type", "date_from", "date_to", "updated_after", "search",
				"sort", "order", "page_size", "cursor", "statsu");
		assertFaults(list("&page_size=0"), "page_size");
		assertFaults(list("&date_from=%2B12345-01-01T00:00:00Z"), "date_from");
		assertFaults(list("&search=" + "x".repeat(256)), "search");
	}

	@Test
	void staffSeeTheOrdersOfTheirLocationsOnly() {
		var here = place(this.admin, order(1, Map.of()));
		var there = place(this.admin, order(2, Map.of()));
		var path = "/api/v1/orders?customer_id=" + this.customerId;

		assertThat(ids(this.client.staff(1, 1L).get(path))).containsExactly(here);
		assertThat(ids(this.client.staff(1, 1L, 2L).get(path))).containsExactly(there, here);
		assertThat(ids(this.client.staff(1, 1L, 2L).get("/api/v1/orders"))).contains(there, here);
		assertThat(ids(this.client.staff(1, 1L).get(path + "&location_id=2"))).isEmpty();
		assertThat(ids(this.client.admin(2).get(path))).isEmpty();
	}

	@Test
	void customersSeeTheirOwnOrdersOnly() {
		var own = place(2);
		place(this.admin, Map.of("location_id", 1, "order_type", "takeout", "items", items()));

		var customer = this.client.customer(1, this.customerId);
		assertThat(ids(customer.get("/api/v1/orders"))).containsExactlyElementsOf(own.reversed());
		assertThat(ids(customer.get("/api/v1/orders?customer_id=1"))).isEmpty();
		assertThat(ids(this.client.customer(2, this.customerId).get("/api/v1/orders"))).isEmpty();
	}

	@Test
	void anOrderIsFoundByAPrefixOfItsNumberExternalIdOrTable() {
		var external = "Pos_7%" + this.customerId + "\\X";
		var id = place(this.admin, order(1, Map.of("external_id", external, "table_number", "Terrasse 5")));
		place(this.admin, order(1, Map.of("external_id", "PosX7Y" + this.customerId, "table_number", "6")));
		var number = this.admin.get("/api/v1/orders/%d", id).text("/order_number");

		for (var search : List.of(number, number.toLowerCase(Locale.ROOT), "  " + number + " ", external,
				external.toUpperCase(Locale.ROOT), "pos_", "pos_7%", "POS_7%" + this.customerId + "\\", "terrasse",
				"Terr")) {
			assertThat(ids(search(search))).as(search).containsExactly(id);
		}
		for (var search : List.of("os_7", "%", "_", "\\", "pos__", number + "0", "errasse", "'")) {
			assertThat(ids(search(search))).as(search).isEmpty();
		}
		assertThat(ids(search(""))).hasSize(2);
		assertThat(ids(search("  "))).hasSize(2);
	}

	@Test
	void fractionsOfATimeAreNotLost() {
		var id = place(1).getFirst();
		var created = Instant.parse(this.admin.get("/api/v1/orders/%d", id).text("/created_at"));

		assertThat(ids(list("&date_from=" + created))).containsExactly(id);
		assertThat(ids(list("&date_to=" + created))).isEmpty();
		assertThat(ids(list("&date_to=" + created.plusNanos(1)))).containsExactly(id);
		assertThat(ids(list("&date_from=" + created.plusNanos(1)))).isEmpty();
		assertThat(ids(list("&date_from=0001-01-01T00:00:00Z&date_to=9999-12-31T23:59:59.999999999Z")))
			.containsExactly(id);
	}

	@Test
	void ordersAreRetrievedInTheOrderOfTheirIds() {
		var orders = place(3);
		awaitSettled(orders);
		var elsewhere = place(this.client.admin(2),
				Map.of("location_id", 3, "order_type", "takeout", "items", items()));
		var wanted = List.of(orders.get(2), orders.get(0), 0L, elsewhere, orders.get(2), Long.MAX_VALUE, orders.get(1));

		var answer = retrieve(this.admin, wanted);

		assertThat(ids(answer)).containsExactly(orders.get(2), orders.get(0), orders.get(1));
		assertThat(answer.at("/data/0")).isEqualTo(this.admin.get("/api/v1/orders/%d", orders.get(2)).json());
		assertThat(ids(retrieve(this.client.staff(1, 2L), wanted))).isEmpty();
		assertThat(ids(retrieve(this.client.customer(1, this.customerId), wanted))).hasSize(3);
		assertThat(ids(retrieve(this.client.customer(1, 1), wanted))).isEmpty();
		assertThat(ids(retrieve(this.admin, List.of()))).isEmpty();
	}

	@Test
	void atMost100OrdersAreRetrieved() {
		assertThat(retrieve(this.admin, IntStream.range(0, 100).boxed().toList()).status()).isEqualTo(200);
		assertFaults(retrieve(this.admin, IntStream.range(0, 101).boxed().toList()), "ids");
		assertFaults(this.admin.post("/api/v1/orders/batch-retrieve", "{}"), "ids");
	}

	private Answer list(String parameters) {
		return this.admin.get("/api/v1/orders?customer_id=%d%s", this.customerId, parameters);
	}

	private Answer next(Answer page, String parameters) {
		return list(parameters + "&cursor=" + page.text("/meta/next_cursor"));
	}

	private Answer search(String text) {
		return list("&search=" + URLEncoder.encode(text, UTF_8));
	}

	private static Answer retrieve(ServiceClient client, List<? extends Number> ids) {
		return client.post("/api/v1/orders/batch-retrieve", Map.of("ids", ids));
	}

	private List<Long> place(int count) {
		return IntStream.range(0, count).mapToObj((_) -> place(this.admin, order(1, Map.of()))).toList();
	}

	private static long place(ServiceClient client, Map<String, Object> order) {
		var answer = client.post("/api/v1/orders", order);
		assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
		return answer.at("/id").asLong();
	}

	private Map<String, Object> order(long locationId, Map<String, Object> more) {
		var order = new HashMap<>(more);
		order.putAll(Map.of("location_id", locationId, "customer_id", this.customerId, "order_type", "dine_in", "items",
				items()));
		return order;
	}

	private static List<?> items() {
		return List.of(Map.of("menu_item_id", 10, "quantity", 1));
	}

	/** Waits until the background processing of the orders has ended. */
	private void awaitSettled(List<Long> orders) {
		await().until(() -> orders.stream()
			.allMatch((id) -> this.admin.get("/api/v1/orders/%d", id).text("/status").equals("confirmed")));
	}

	private static List<Long> ids(Answer page) {
		assertThat(page.status()).as(page.toString()).isEqualTo(200);
		var ids = new ArrayList<Long>();
		page.at("/data").forEach((order) -> ids.add(order.at("/id").asLong()));
		return ids;
	}

	private static void assertFaults(Answer answer, String... fields) {
		assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
		assertThat(answer.text("/code")).isEqualTo("VALIDATION_ERROR");
		assertThat(answer.at("/errors")).extracting((JsonNode fault) -> fault.at("/field").asText())
			.containsExactlyInAnyOrder(fields);
	}

}
