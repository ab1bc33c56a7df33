package com.auraconnect.orders.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Firing with wrong clocks, and by several replicas at once. */
@OutageTest
class OrderFiringIT {

	private static final long LOCATION = 7_401;

	/** Preparation of a cheeseburger. */
	private static final Duration PREPARATION = Duration.ofMinutes(12);

	private final TestEnvironmentControls controls;

	private final OrderFiring firing;

	private final OrderClient till;

	private final JdbcClient database;

	OrderFiringIT(TestEnvironmentControls controls, OrderFiring firing, ServiceClient client, TestEnvironment site) {
		this.controls = controls;
		this.firing = firing;
		this.till = new OrderClient(client.admin(1));
		this.database = site.database();
		client.admin(1)
			.put("/api/v1/locations/" + LOCATION,
					Map.of("name", "Bistro", "time_zone", "UTC", "currency", "USD", "auto_confirm", true));
	}

	@BeforeEach
	void restore() {
		this.controls.restore();
	}

	@ParameterizedTest
	@ValueSource(ints = { 5, -5 })
	void aReplicaWhoseClockIsWrongFiresOrdersInTime(int minutesAhead) {
		this.controls.clock().advance(Duration.ofMinutes(minutesAhead));
		long id = take(databaseTime().plusSeconds(3));
		JsonNode confirmed = this.till.await(id, "confirmed");
		if (databaseTime().isBefore(time(confirmed, "fire_at"))) {
			assertThat(confirmed.required("fired_at").isNull()).isTrue();
		}

		JsonNode fired = this.till.await(id, (order) -> !order.required("fired_at").isNull());

		assertThat(time(fired, "fired_at")).isBetween(time(fired, "fire_at"), time(fired, "fire_at").plusSeconds(2));
		assertThat(databaseTime()).isAfterOrEqualTo(time(fired, "fire_at"));
	}

	@Test
	void ordersThatSeveralReplicasFireAtOnceAreFiredOnce() {
		Instant fireAt = databaseTime().plusMillis(1_500);
		List<Long> ids = IntStream.range(0, 20).mapToObj((_) -> take(fireAt)).toList();
		ids.forEach((id) -> this.till.await(id, "confirmed"));

		new Terminals(4).share(List.of(1, 2, 3, 4), (_) -> {
			while (unfired(ids) > 0) {
				this.firing.fireDue();
			}
		});

		assertThat(ids).allSatisfy((id) -> assertThat(this.database
			.sql("SELECT count(*) FROM outbox_events WHERE order_id = ? AND event_type = 'order.fired'")
			.param(id)
			.query(Long.class)
			.single()).isEqualTo(1));
	}

	private long unfired(List<Long> ids) {
		return this.database.sql("SELECT count(*) FROM orders WHERE id IN (:ids) AND fired_at IS NULL")
			.param("ids", ids)
			.query(Long.class)
			.single();
	}

	/** Takes an order that is to be fired at that time. */
	private long take(Instant fireAt) {
		return this.till.take(OrderBody.burgerAt(LOCATION).with("scheduled_for", fireAt.plus(PREPARATION).toString()))
			.required("id")
			.asLong();
	}

	private Instant databaseTime() {
		return this.database.sql("SELECT clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
	}

	private static Instant time(JsonNode order, String field) {
		return Instant.parse(order.required(field).asText());
	}

}
