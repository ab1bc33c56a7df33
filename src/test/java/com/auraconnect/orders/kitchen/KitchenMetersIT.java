package com.auraconnect.orders.kitchen;

import java.time.Duration;

import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestKitchen;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Meters of orders that no display has shown. */
@ServiceTest
class KitchenMetersIT {

	private static final String UNSEEN = """
			SELECT count(*)
			FROM orders o
			LEFT JOIN kitchen_acknowledgements a ON a.order_id = o.id
			WHERE a.order_id IS NULL AND o.status IN ('confirmed', 'preparing')
			  AND (o.fire_at IS NULL OR o.fired_at IS NOT NULL)
			""";

	private final ServiceClient client;

	private final TestKitchen kitchen;

	private final JdbcClient database;

	KitchenMetersIT(ServiceClient client, TestEnvironment site) {
		this.database = site.database();
		this.client = client;
		this.kitchen = TestKitchen.open(client, this.database);
	}

	@Test
	void unacknowledgedOrdersAreCounted() {
		this.kitchen.confirmed(10);
		JsonNode shown = this.kitchen.preparing(10);
		this.kitchen.pending(10);
		eventually(() -> assertThat(metric("kitchen_unacknowledged")).isEqualTo(unacknowledged())
			.isGreaterThanOrEqualTo(2));
		double before = unacknowledged();

		this.kitchen.acknowledge(shown, "grill-1");
		this.kitchen.acknowledge(shown, "pass");

		assertThat(unacknowledged()).isEqualTo(before - 1);
		eventually(() -> assertThat(metric("kitchen_unacknowledged")).isEqualTo(unacknowledged()));
	}

	@Test
	void theAgeOfTheOldestStartsAtItsFiring() {
		JsonNode order = this.kitchen.confirmed(10);
		this.database.sql("""
				UPDATE orders
				SET fired_at = fired_at - INTERVAL '900 days', created_at = created_at - INTERVAL '990 days'
				WHERE id = ?
				""").param(TestKitchen.id(order)).update();
		double days = Duration.ofDays(900).toSeconds();
		eventually(() -> assertThat(metric("kitchen_unacknowledged_age_seconds")).isBetween(days, days + 600));

		this.kitchen.acknowledge(order, "grill-1");

		eventually(() -> assertThat(metric("kitchen_unacknowledged_age_seconds")).isBetween(0.0, days - 600));
	}

	private static void eventually(ThrowingRunnable assertion) {
		await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
	}

	private double unacknowledged() {
		return this.database.sql(UNSEEN).query(Long.class).single();
	}

	private double metric(String name) {
		return this.client.metrics().value(name);
	}

}
