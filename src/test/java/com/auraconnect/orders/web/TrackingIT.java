package com.auraconnect.orders.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
class TrackingIT {

	private static final Map<String, Object> ORDER = Map.of("location_id", 1, "order_type", "takeout", "customer_id",
			780_001, "notes", "for Ada", "items",
			List.of(Map.of("menu_item_id", 10, "quantity", 2, "special_instructions", "no onions"),
					Map.of("menu_item_id", 20, "quantity", 1)));

	private final ServiceClient client;

	TrackingIT(ServiceClient client) {
		this.client = client;
	}

	@Test
	void aGuestSeesTheProgressOfTheOrder() {
		var order = this.client.admin(1).post("/api/v1/orders", ORDER);
		var path = "/api/v1/track/" + order.text("/tracking_code");
		await().until(() -> this.client.get(path).text("/status").equals("confirmed"));

		var answer = this.client.get(path);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).hasValue("application/json");
		assertThat(answer.at("/order_number")).isEqualTo(order.at("/order_number"));
		assertThat(answer.text("/order_type")).isEqualTo("takeout");
		assertThat(answer.at("/estimated_ready_time").isNull()).isTrue();
		assertThat(answer.at("/items"))
			.hasToString("[{\"name\":\"Cheeseburger\",\"quantity\":2},{\"name\":\"Iced Coffee\",\"quantity\":1}]");
	}

	@Test
	void aGuestSeesNoOtherFields() {
		var order = this.client.admin(1).post("/api/v1/orders", ORDER);

		var answer = this.client.get("/api/v1/track/%s", order.text("/tracking_code"));

		var names = new ArrayList<String>();
		answer.json().fieldNames().forEachRemaining(names::add);
		assertThat(names).containsExactly("order_number", "status", "order_type", "estimated_ready_time", "items",
				"updated_at");
	}

	@Test
	void anUnknownCodeIsNotFound() {
		for (var code : List.of("aaaaaaaaaaaaaaaaaaaaaaaaaa", "x", "a'b")) {
			var answer = this.client.get("/api/v1/track/" + code);

			assertThat(answer.status()).as(code).isEqualTo(404);
			assertThat(answer.text("/code")).isEqualTo("NOT_FOUND");
		}
	}

}
