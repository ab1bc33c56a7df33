package com.auraconnect.orders.platform.database;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each thread uses one database connection at a time. Otherwise threads that hold one
 * each could all wait for a second one, and a small pool would deadlock under load. So a
 * pool of one connection is enough here, for sixteen terminals and their background work.
 */
class OneConnectionIT {

	private static final int ORDERS = 64;

	private static final int TERMINALS = 16;

	/**
	 * Connection timeout in ms, long enough for a slow machine. A deadlock lasts forever
	 * and shows after any time.
	 */
	private static final String CONNECTION_TIMEOUT = "20000";

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final ServiceProcess service = start();

	private final ServiceClient admin = new ServiceClient(this.service.url(), this.site.sandbox().tokens()).admin(1);

	private final OrderClient till = new OrderClient(this.admin);

	private ServiceProcess start() {
		Map<String, String> environment = this.site.environment();
		environment.put("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE", "1");
		environment.put("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", CONNECTION_TIMEOUT);
		return ServiceProcess.start(environment);
	}

	@AfterEach
	void stop() {
		this.service.close();
	}

	@Test
	void aPoolOfOneConnectionServesOrdersToTheirEnd() {
		new Terminals(TERMINALS).share(IntStream.range(0, ORDERS).boxed().toList(), this::processOrder);
		assertThat(this.admin.post("/api/v1/admin/reports/rebuild", null).status()).isEqualTo(202);
		assertThat(connections()).as("pool").isEqualTo(1);
	}

	private void processOrder(int number) {
		long id = this.till.take(body(number), "confirmed");
		String path = "/api/v1/orders/" + id;
		succeeded(
				this.admin.withKey("add-" + id).post(path + "/items", Map.of("items", List.of(OrderBody.line(15, 1)))));
		succeeded(this.admin.patch(path, Map.of("notes", "no onions")));
		if (number % 3 == 0) {
			this.till.cancel(id);
		}
		else {
			this.till.serve(id);
		}
		succeeded(this.admin.get(path + "/history"));
		succeeded(this.admin.get(path + "/events"));
		succeeded(this.admin.get("/api/v1/orders?location_id=1&page_size=5"));
		succeeded(this.admin.get("/api/v1/kitchen/orders?location_id=1"));
		succeeded(this.admin.get("/api/v1/orders/reports/summary?date_from=2026-01-01&date_to=2026-12-31"));
	}

	private static OrderBody body(int number) {
		OrderBody burger = (number % 3 == 0) ? OrderBody.burgerAt(1).with("customer_id", 1 + number)
				: OrderBody.burgerAt(1);
		return (number % 2 == 0) ? burger.paidByCard("tok_ok") : burger;
	}

	private static JsonNode succeeded(Answer answer) {
		assertThat(answer.status()).as(answer::toString).isBetween(200, 299);
		return answer.json();
	}

	/**
	 * Counts the pool's connections. Those of the relay have another application name.
	 */
	private int connections() {
		return this.site.database()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'orders'")
			.query(Integer.class)
			.single();
	}

}
