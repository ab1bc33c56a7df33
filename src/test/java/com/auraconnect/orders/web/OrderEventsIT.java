package com.auraconnect.orders.web;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.RedisMessages;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
class OrderEventsIT {

	private static final Map<String, Object> ORDER = Map.of("location_id", 1, "order_type", "takeout", "customer_id",
			770_001, "items", List.of(Map.of("menu_item_id", 10, "quantity", 1)));

	private final ServiceClient client;

	private final TestEnvironment site;

	private final JdbcClient database;

	OrderEventsIT(ServiceClient client, TestEnvironment site) {
		this.client = client;
		this.site = site;
		this.database = site.database();
	}

	@Test
	void theEventsOfAnOrderAreThoseThatSubscribersGot() {
		try (var messages = RedisMessages.on(this.site.redisUrl(), "orders:1:1")) {
			long id = place();
			await().until(() -> heardOf(messages, id).size() >= 2);

			await().untilAsserted(() -> assertThat(data(events(this.client.admin(1), id)))
				.containsExactlyElementsOf(heardOf(messages, id)));
			assertThat(events(this.client.staff(1, 1L), id).text("/data/0/event_type")).isEqualTo("order.created");
		}
	}

	@Test
	void theCreationIsToldInFull() {
		var maria = this.client.as(TokenRequest.staff(1, 2L).as("maria"));
		var order = maria
			.post("/api/v1/orders",
					OrderBody.burgerAt(2)
						.with("table_number", "5")
						.with("guest_count", 2)
						.with("notes", "Birthday")
						.with("guest", Map.of("name", "Ada", "phone", "+1 555 0100"))
						.with("source", "kiosk-3")
						.with("metadata", Map.of("shift", "evening"))
						.with("scheduled_for", Instant.now().plus(1, ChronoUnit.DAYS).toString()))
			.json();

		var created = events(maria, order.required("id").asLong()).at("/data/0/data");

		for (var field : List.of("table_number", "guest_count", "notes", "source", "metadata", "scheduled_for",
				"fire_at", "items")) {
			assertThat(created.required(field)).as(field).isEqualTo(order.required(field));
		}
		assertThat(created.required("guest")).hasToString("{\"name\":\"Ada\"}");
		assertThat(created.required("changed_by").asText()).isEqualTo("maria");
	}

	@Test
	void everyEventNamesWhoMadeTheChange() {
		var till = new OrderClient(this.client.as(TokenRequest.staff(1, 2L).as("maria")));
		var manager = new OrderClient(this.client.as(TokenRequest.staff(1, 2L).as("olga")));
		var order = till.take(OrderBody.burgerAt(2));
		long id = order.required("id").asLong();
		var path = "/api/v1/orders/" + id;
		manager.client().patch(path, Map.of("notes", "in a hurry"));
		till.client().post(path + "/items", Map.of("items", List.of(OrderBody.line(15, 1))));
		manager.client().post(path + "/payments", Map.of("method", "card", "token", "tok_ok", "amount", "1.00"));
		till.await(id, (paid) -> paid.at("/payments/0/status").asText().equals("authorized"));
		manager.move(id, "confirmed");
		till.client().post("/api/v1/kitchen/orders/" + id + "/prepare", Map.of("station", "grill"));
		manager.client().post("/api/v1/kitchen/orders/" + id + "/items/" + order.at("/items/0/id") + "/bump", Map.of());

		var changes = data(events(till.client(), id)).stream()
			.filter((event) -> !event.at("/data/changed").toString().equals("[\"degraded\"]"))
			.map((event) -> event.required("event_type").asText() + " by " + event.at("/data/changed_by").asText())
			.toList();

		assertThat(changes).containsExactly("order.created by maria", "order.updated by olga", "order.updated by maria",
				"order.payment_changed by olga", "order.payment_changed by system", "order.status_changed by olga",
				"order.status_changed by maria", "order.item_status_changed by olga");
	}

	@Test
	void customersMayNotReadEvents() {
		assertThat(events(this.client.customer(1, 770_001), place()).status()).isEqualTo(403);
	}

	@Test
	void anOrderThatIsNotTheCallersHasNoEvents() {
		long id = place();

		assertThat(events(this.client.admin(2), id).status()).isEqualTo(404);
		assertThat(events(this.client.staff(1, 2L), id).status()).isEqualTo(404);
		assertThat(events(this.client.admin(1), 0).status()).isEqualTo(404);
		assertThat(events(this.client, id).status()).isEqualTo(401);
	}

	private long place() {
		var answer = this.client.admin(1).post("/api/v1/orders", ORDER);
		assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
		return answer.at("/id").asLong();
	}

	private static Answer events(ServiceClient client, long id) {
		return client.get("/api/v1/orders/%d/events", id);
	}

	private static List<JsonNode> data(Answer answer) {
		return StreamSupport.stream(answer.at("/data").spliterator(), false).toList();
	}

	private static List<JsonNode> heardOf(RedisMessages messages, long id) {
		return messages.all()
			.stream()
			.map((message) -> json(message.text()))
			.filter((event) -> event.at("/data/order_id").asLong() == id)
			.toList();
	}

	private static JsonNode json(String text) {
		try {
			return new JsonMapper().readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
