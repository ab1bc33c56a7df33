package com.auraconnect.orders.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

/**
 * Source and metadata of an order, its guest and its fulfilment.
 */
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

	@Test
	void guestAndFulfilmentAreStoredAndReturned() {
		var order = this.till.take(delivery());

		assertThat(order.required("guest")).hasToString("{\"name\":\"Ada Lovelace\",\"phone\":\"+1 555 0100\"}");
		assertThat(order.required("fulfilment"))
			.hasToString("{\"address\":{\"street\":\"1 Main St\",\"unit\":null,\"city\":\"Springfield\","
					+ "\"postal_code\":\"12345\",\"region\":null,\"country\":null},"
					+ "\"instructions\":\"ring twice\",\"vehicle\":null}");
		assertThat(this.till.order(order.required("id").asLong())).isEqualTo(order);
	}

	@Test
	void aMergePatchChangesPartsOfThem() {
		var order = ORDERS + "/" + this.till.take(delivery()).required("id");

		var moved = this.staff.patch(order,
				Map.of("guest", Map.of("name", "Grace"), "fulfilment", Map.of("address", Map.of("unit", "4b"))));
		assertThat(moved.at("/guest")).hasToString("{\"name\":\"Grace\",\"phone\":\"+1 555 0100\"}");
		assertThat(moved.text("/fulfilment/address/unit")).isEqualTo("4b");
		assertThat(moved.text("/fulfilment/address/street")).isEqualTo("1 Main St");

		var less = this.staff.patch(order,
				"{\"guest\": {\"phone\": null}, \"fulfilment\": {\"address\": null, \"vehicle\": null}}");
		assertThat(less.status()).as(less::toString).isEqualTo(200);
		assertThat(less.at("/guest")).hasToString("{\"name\":\"Grace\",\"phone\":null}");
		assertThat(less.at("/fulfilment"))
			.hasToString("{\"address\":null,\"instructions\":\"ring twice\",\"vehicle\":null}");

		var none = this.staff.patch(order, "{\"guest\": null, \"fulfilment\": {\"instructions\": null}}");
		assertThat(none.at("/guest").isNull()).isTrue();
		assertThat(none.at("/fulfilment").isNull()).isTrue();
		assertThat(this.staff.patch(order, "{\"guest\": {}, \"fulfilment\": null}").json()).isEqualTo(none.json());
	}

	@Test
	void theTypeOfTheOrderDecidesWhatItHas() {
		var address = delivery().fields().get("fulfilment");
		var vehicle = Map.of("vehicle", "red car", "instructions", "honk");

		assertThatProblem(this.staff.post(ORDERS, BURGER.with("fulfilment", address))).is(400, "VALIDATION_ERROR")
			.hasFaults("fulfilment.address");
		for (var type : List.of("dine_in", "delivery")) {
			assertThatProblem(this.staff.post(ORDERS, BURGER.with("order_type", type).with("fulfilment", vehicle)))
				.hasFaults("fulfilment.vehicle");
		}
		for (var type : List.of("takeout", "online", "drive_thru")) {
			assertThat(this.till.take(BURGER.with("order_type", type).with("fulfilment", vehicle))
				.at("/fulfilment/vehicle")
				.asText()).isEqualTo("red car");
		}
	}

	@Test
	void allFaultsOfThemAreNamedAtOnce() {
		var fulfilment = Map.of("address", Map.of("street", " ", "zip", "1"), "vehicle", "v".repeat(101));
		var body = BURGER.with("order_type", "delivery")
			.with("guest", Map.of("name", "", "phone", "p".repeat(51)))
			.with("fulfilment", fulfilment);

		assertThatProblem(this.staff.post(ORDERS, body)).is(400, "VALIDATION_ERROR")
			.hasFaults("fulfilment.address.city", "fulfilment.address.postal_code", "fulfilment.address.street",
					"fulfilment.address.zip", "fulfilment.vehicle", "fulfilment.vehicle", "guest.name", "guest.phone");
		assertThatProblem(this.staff.post(ORDERS, BURGER.with("guest", "Ada").with("fulfilment", List.of())))
			.hasFaults("guest", "fulfilment");
	}

	@Test
	void aPatchIsCheckedByItsResult() {
		var delivery = ORDERS + "/" + this.till.take(delivery()).required("id");
		var dineIn = ORDERS + "/" + this.till.take(BURGER).required("id");

		assertThatProblem(
				this.staff.patch(delivery, "{\"notes\": \"x\", \"fulfilment\": {\"address\": {\"city\": null}}}"))
			.is(400, "VALIDATION_ERROR")
			.hasFaults("fulfilment.address.city");
		assertThatProblem(this.staff.patch(dineIn,
				Map.of("fulfilment", Map.of("vehicle", "car", "address", Map.of("street", "1 Main St")))))
			.hasFaults("fulfilment.address", "fulfilment.address.city", "fulfilment.address.postal_code",
					"fulfilment.vehicle");
		assertThatProblem(this.staff.patch(dineIn, Map.of("guest", Map.of("name", "\n")))).hasFaults("guest.name",
				"guest.name");
		assertThat(this.staff.get(delivery).at("/version").asInt()).isEqualTo(1);
		assertThat(this.staff.get(dineIn).at("/version").asInt()).isEqualTo(1);
	}

	@Test
	void anEndedOrderKeepsThem() {
		var id = this.till.take(delivery()).required("id").asLong();
		this.till.cancel(id);

		assertThatProblem(this.staff.patch(ORDERS + "/" + id, "{\"guest\": null}")).is(409, "INVALID_STATE");
	}

	@Test
	void aRepeatedPatchIsAppliedOnce() {
		var order = ORDERS + "/" + this.till.take(delivery()).required("id");
		var keyed = this.staff.withKey(this.source);

		var first = keyed.patch(order, Map.of("guest", Map.of("name", "Grace")));
		var replay = keyed.patch(order, Map.of("guest", Map.of("name", "Grace")));

		assertThat(first.at("/version").asInt()).isEqualTo(2);
		assertThat(replay.header("Idempotent-Replayed")).hasValue("true");
		assertThat(replay.body()).isEqualTo(first.body());
	}

	/** Displays of a kitchen and subscribers learn the name and nothing else. */
	@Test
	void theKitchenGetsTheNameAlone() {
		var id = this.till.take(delivery()).required("id").asLong();
		this.till.move(id, "confirmed");
		assertThat(this.staff.post("/api/v1/kitchen/orders/" + id + "/acknowledge", Map.of("display_id", "grill"))
			.status()).isEqualTo(200);
		assertThat(ticket(id).required("guest")).hasToString("{\"name\":\"Ada Lovelace\"}");

		this.staff.patch(ORDERS + "/" + id, Map.of("guest", Map.of("phone", "+1 555 0199")));
		assertThat(ticket(id).required("acknowledged").asBoolean()).isTrue();
		this.staff.patch(ORDERS + "/" + id, Map.of("guest", Map.of("name", "Grace")));

		assertThat(ticket(id).required("guest")).hasToString("{\"name\":\"Grace\"}");
		assertThat(ticket(id).required("acknowledged").asBoolean()).isFalse();
		this.staff.patch(ORDERS + "/" + id, "{\"guest\": {\"name\": null}}");
		assertThat(ticket(id).required("guest").isNull()).isTrue();
		assertThat(ticket(id).toString()).doesNotContain("555", "Main St");
	}

	@Test
	void eventsHaveTheNameAlone() {
		var order = this.till.take(delivery());
		var path = ORDERS + "/" + order.required("id");
		this.staff.patch(path, Map.of("guest", Map.of("name", "Grace", "phone", "+1 555 0199"), "fulfilment",
				Map.of("instructions", "leave it with the neighbour")));
		this.staff.patch(path, "{\"guest\": null}");

		var events = this.staff.get(path + "/events").at("/data");

		assertThat(events.at("/0/data/guest")).hasToString("{\"name\":\"Ada Lovelace\"}");
		assertThat(events.at("/1/data/changed").valueStream().map(JsonNode::asText)).containsExactlyInAnyOrder("guest",
				"fulfilment");
		assertThat(events.at("/1/data/guest")).hasToString("{\"name\":\"Grace\"}");
		assertThat(events.at("/1/data").has("fulfilment")).isFalse();
		assertThat(events.at("/2/data/guest").isNull()).isTrue();
		assertThat(events.toString()).doesNotContain("555", "Main St", "ring twice", "neighbour");
	}

	@Test
	void trackingShowsNothingOfThem() {
		var order = this.till.take(delivery());

		assertThat(this.client.get("/api/v1/track/" + order.required("tracking_code").asText()).body())
			.doesNotContain("Ada", "555", "Main St", "ring twice");
	}

	@Test
	void anOrderIsFoundByItsGuest() {
		var name = "\u00c9lodie " + this.source;
		var order = this.till.take(BURGER.with("guest", Map.of("name", name)));

		for (var search : List.of(name, "\u00e9LODIE " + this.source, name.substring(0, name.length() - 3))) {
			assertThat(found(this.staff, search)).containsExactly(order.required("id"));
		}
		assertThat(found(this.staff, this.source)).isEmpty();
		for (var stranger : List.of(this.client.admin(2), this.client.staff(1, 1L), this.client.customer(1, 7))) {
			assertThat(found(stranger, name)).isEmpty();
		}
		this.staff.patch(ORDERS + "/" + order.required("id"), Map.of("guest", Map.of("name", "Grace " + name)));
		assertThat(found(this.staff, name)).isEmpty();
		assertThat(found(this.staff, "grace " + name)).containsExactly(order.required("id"));
	}

	private static List<JsonNode> found(ServiceClient client, String search) {
		return client.get(ORDERS + "?search=%s", URLEncoder.encode(search, StandardCharsets.UTF_8))
			.at("/data")
			.valueStream()
			.map((order) -> order.required("id"))
			.toList();
	}

	private JsonNode ticket(long id) {
		return this.staff.get("/api/v1/kitchen/orders?location_id=2")
			.at("/data")
			.valueStream()
			.filter((ticket) -> ticket.required("id").asLong() == id)
			.findFirst()
			.orElseThrow();
	}

	private static OrderBody delivery() {
		return BURGER.with("order_type", "delivery")
			.with("guest", Map.of("name", "Ada Lovelace", "phone", "+1 555 0100"))
			.with("fulfilment",
					Map.of("address", Map.of("street", "1 Main St", "city", "Springfield", "postal_code", "12345"),
							"instructions", "ring twice"));
	}

	private JsonNode created(JsonNode order) {
		return this.staff.get(ORDERS + "/%d/events", order.required("id").asLong()).at("/data/0/data");
	}

}
