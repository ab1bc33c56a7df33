package com.auraconnect.orders.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** What an order came from, and texts of the caller's own. */
@ServiceTest
class OrderDetailsIT {

	private static final String ORDERS = "/api/v1/orders";

	/** Stays pending, because location 2 confirms orders by hand. */
	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final String source = "kiosk-" + UUID.randomUUID();

	private final ServiceClient client;

	private final ServiceClient staff;

	private final OrderClient till;

	OrderDetailsIT(ServiceClient client) {
		this.client = client;
		this.staff = client.staff(1, 2L);
		this.till = new OrderClient(this.staff);
	}

	@Test
	void sourceAndMetadataAreStoredAndReturned() {
		var metadata = Map.of("Loyalty \"id\"", "é \\ 🍔");
		var order = this.till.take(BURGER.with("source", this.source).with("metadata", metadata));

		assertThat(order.required("source").asText()).isEqualTo(this.source);
		assertThat(order.required("metadata")).hasToString("{\"Loyalty \\\"id\\\"\":\"é \\\\ 🍔\"}");
		assertThat(this.till.order(order.required("id").asLong())).isEqualTo(order);
	}

	@Test
	void anOrderWithoutThemSaysSo() {
		for (var body : List.of(BURGER, BURGER.with("metadata", Map.of()))) {
			var order = this.till.take(body);
			assertThat(order.required("source").isNull()).isTrue();
			assertThat(order.required("metadata")).hasToString("{}");
		}
	}

	@Test
	void theOrderOfABatchHasThemToo() {
		var order = BURGER.with("source", this.source)
			.with("metadata", Map.of("a", "b"))
			.with("idempotency_key", this.source);

		var result = this.staff.post(ORDERS + "/batch", Map.of("orders", List.of(order))).at("/results/0/order");

		assertThat(result.required("source").asText()).isEqualTo(this.source);
		assertThat(result.at("/metadata/a").asText()).isEqualTo("b");
	}

	@Test
	void theEventOfTheCreationHasThem() {
		var order = this.till.take(BURGER.with("source", this.source).with("metadata", Map.of("a", "b")));

		var data = created(order);

		assertThat(data.required("source").asText()).isEqualTo(this.source);
		assertThat(data.required("metadata")).hasToString("{\"a\":\"b\"}");
	}

	@Test
	void aListHoldsTheOrdersOfASource() {
		var orders = List.of(this.till.take(BURGER.with("source", this.source)),
				this.till.take(BURGER.with("source", this.source)));
		this.till.take(BURGER.with("source", this.source.toUpperCase(Locale.ROOT)));
		this.till.take(BURGER);

		var page = this.staff.get(ORDERS + "?page_size=1&source=" + this.source);
		var next = this.staff
			.get(ORDERS + "?page_size=1&source=" + this.source + "&cursor=" + page.text("/meta/next_cursor"));

		assertThat(page.at("/data/0/id")).isEqualTo(orders.getLast().required("id"));
		assertThat(next.at("/data/0/id")).isEqualTo(orders.getFirst().required("id"));
		assertThat(next.at("/meta/has_more").asBoolean()).isFalse();
		for (var stranger : List.of(this.client.admin(2), this.client.staff(1, 1L), this.client.customer(1, 7))) {
			assertThat(stranger.get(ORDERS + "?source=" + this.source).at("/data")).isEmpty();
		}
	}

	@Test
	void aCursorBelongsToItsSource() {
		this.till.take(BURGER.with("source", this.source));
		this.till.take(BURGER.with("source", this.source));
		var cursor = this.staff.get(ORDERS + "?page_size=1&source=" + this.source).text("/meta/next_cursor");

		assertThatProblem(this.staff.get(ORDERS + "?page_size=1&source=web&cursor=" + cursor)).hasFaults("cursor");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " kiosk", "kiosk ", "ki\nosk", "küche",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })
	void aSourceIsShortAndPlain(String source) {
		assertThatProblem(this.staff.post(ORDERS, BURGER.with("source", source))).is(400, "VALIDATION_ERROR")
			.hasFaults("source");
	}

	@Test
	void allFaultsAreNamedAtOnce() {
		var metadata = Map.of("tableId", 7, "long", "v".repeat(201), "k".repeat(41), "");

		assertThatProblem(
				this.staff.post(ORDERS, BURGER.with("metadata", metadata).with("source", 7).with("guest_count", 0)))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("guest_count", "metadata", "metadata.long", "metadata.tableId", "source");
		assertThatProblem(this.staff.post(ORDERS, BURGER.with("metadata", List.of("a")))).hasFaults("metadata");
		assertThatProblem(this.staff.get(ORDERS + "?source=%s", "k%C3%BCche")).hasFaults("source");
	}

	private JsonNode created(JsonNode order) {
		return this.staff.get(ORDERS + "/%d/events", order.required("id").asLong()).at("/data/0/data");
	}

}
