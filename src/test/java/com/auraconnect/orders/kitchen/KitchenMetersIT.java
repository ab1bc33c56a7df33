package com.auraconnect.orders.kitchen;

import java.time.Duration;
import java.util.Map;

import com.auraconnect.orders.testing.OrderBody;
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
			LEFT JOIN kitchen_acknowledgements a ON a.order_id = o.id AND a.version >= o.kitchen_version
			WHERE a.order_id IS NULL AND o.status IN ('confirmed', 'preparing')
			  AND (o.fire_at IS NULL OR o.fired_at IS NOT NULL)
			""";

	private static final String COUNT = "kitchen_location_unacknowledged";

	private static final String AGE = "kitchen_location_unacknowledged_age_seconds";

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

	/**
	 * The ages are far above those of other tests, so that this location is among those
	 * that have waited for longest.
	 */
	@Test
	void aLocationIsCountedWhileItHasUnacknowledgedOrders() {
		JsonNode first = this.kitchen.confirmed(10);
		JsonNode second = this.kitchen.confirmed(10);
		fireEarlier(first, 700);
		fireEarlier(second, 800);
		String location = "location=\"" + this.kitchen.locationId() + "\"";
		eventually(() -> {
			assertThat(this.client.metrics().value(COUNT, location, "tenant=\"1\"")).isEqualTo(2);
			assertThat(this.client.metrics().value(AGE, location)).isBetween(days(800), days(800) + 600);
		});

		this.kitchen.acknowledge(second, "grill-1");
		eventually(() -> {
			assertThat(this.client.metrics().value(COUNT, location)).isEqualTo(1);
			assertThat(this.client.metrics().value(AGE, location)).isBetween(days(700), days(700) + 600);
		});

		this.kitchen.acknowledge(first, "grill-1");
		eventually(() -> assertThat(this.client.metrics().samples(COUNT, location)).isEmpty());
	}

	@Test
	void anAcknowledgedOrderAgesFromItsFirstChangeThatTheKitchenMustSee() {
		JsonNode order = this.kitchen.confirmed(10);
		fireEarlier(order, 700);
		this.kitchen.acknowledge(order, "grill-1");
		this.kitchen.client().patch("/api/v1/orders/" + TestKitchen.id(order), Map.of("guest_count", 3));
		changeEarlier(order, 600);
		this.kitchen.client().patch("/api/v1/orders/" + TestKitchen.id(order), Map.of("notes", "no nuts"));
		changeEarlier(order, 500);
		this.kitchen.client().patch("/api/v1/orders/" + TestKitchen.id(order), Map.of("table_number", "7"));
		String location = "location=\"" + this.kitchen.locationId() + "\"";

		eventually(() -> assertThat(this.client.metrics().value(AGE, location)).isBetween(days(500), days(500) + 600));
		this.kitchen.acknowledge(order, "grill-1");
		eventually(() -> assertThat(this.client.metrics().samples(AGE, location)).isEmpty());
	}

	@Test
	void aFiredCourseIsUnacknowledgedFromItsFiringOn() {
		var kitchen = TestKitchen.open(this.client, this.database, "manual");
		Map<String, Object> dessert = OrderBody.line(15, 1);
		dessert.put("course", 2);
		JsonNode order = kitchen.till()
			.move(TestKitchen.id(kitchen.till().take(OrderBody.burgerAt(kitchen.locationId()).and(dessert))),
					"confirmed");
		fireEarlier(order, 700);
		kitchen.acknowledge(order, "grill-1");
		kitchen.fire(order, 2);
		changeEarlier(order, 400);

		eventually(() -> assertThat(this.client.metrics().value(AGE, "location=\"" + kitchen.locationId() + "\""))
			.isBetween(days(400), days(400) + 600));
		kitchen.acknowledge(order, "grill-1");
	}

	private void fireEarlier(JsonNode order, int days) {
		this.database.sql("UPDATE orders SET fired_at = fired_at - make_interval(days => ?) WHERE id = ?")
			.params(days, TestKitchen.id(order))
			.update();
	}

	/** Moves the newest event of the order back. */
	private void changeEarlier(JsonNode order, int days) {
		this.database.sql("""
				UPDATE outbox_events
				SET occurred_at = occurred_at - make_interval(days => :days)
				WHERE id = (SELECT max(id) FROM outbox_events WHERE order_id = :order)
				""").param("days", days).param("order", TestKitchen.id(order)).update();
	}

	private static double days(int days) {
		return Duration.ofDays(days).toSeconds();
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
