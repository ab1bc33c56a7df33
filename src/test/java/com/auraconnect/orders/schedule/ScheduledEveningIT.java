package com.auraconnect.orders.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.auraconnect.orders.testing.TestSize;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 200 orders that are due around the hour at which the clocks change, in two time zones,
 * fired by two replicas. The clock of one is moved by minutes again and again, the other
 * is killed and started again.
 */
@Tag(TestSize.ENDURANCE)
@OutageTest
class ScheduledEveningIT {

	private static final int ORDERS_OF_A_ZONE = 100;

	private static final Duration BURGER = Duration.ofMinutes(12);

	/** The orders of a zone are due within this time. */
	private static final Duration SPREAD = Duration.ofSeconds(40);

	/** Time from the last order taken to the first one due. */
	private static final Duration LEAD = Duration.ofSeconds(20);

	private static final long SEED = 20;

	private final Random random = new Random(SEED);

	private final TestEnvironmentControls controls;

	private final TestEnvironment site;

	private final ServiceClient admin;

	private final OrderClient till;

	private final JdbcClient database;

	ScheduledEveningIT(TestEnvironmentControls controls, ServiceClient client, TestEnvironment site) {
		this.controls = controls;
		this.site = site;
		this.admin = client.admin(1);
		this.till = new OrderClient(this.admin);
		this.database = site.database();
	}

	@AfterEach
	void restore() {
		this.controls.restore();
	}

	/**
	 * A zone whose clocks change in the night before the morning.
	 *
	 * @param change moment of the change
	 */
	private record Zone(long locationId, ZoneId id, Instant change) {

		static Zone of(long locationId, String name) {
			var id = ZoneId.of(name);
			return new Zone(locationId, id, id.getRules().nextTransition(Instant.now()).getInstant());
		}

	}

	@Test
	void eachOrderIsFiredOnceAndInTime() {
		List<Zone> zones = List.of(Zone.of(7_501, "America/Chicago"), Zone.of(7_502, "Europe/Berlin"));
		zones.forEach(this::createLocation);
		var orders = new TreeMap<Long, Instant>();
		zones.forEach((zone) -> orders.putAll(takeOrders(zone)));
		orders.keySet().forEach((id) -> this.till.await(id, "confirmed"));
		requireThatFiringTimesIgnoreTheChange(orders);
		zones.forEach(this::awaitReports);

		Map<Long, OffsetDateTime> fireAt;
		try (var first = ServiceProcess.start(this.site.environment())) {
			fireAt = bringForward(zones);
			disturb(first, fireAt);
		}

		assertThat(fireAt).hasSize(2 * ORDERS_OF_A_ZONE).allSatisfy((id, time) -> {
			JsonNode order = this.till.order(id);
			assertThat(Instant.parse(order.required("fired_at").asText())).as("order %d", id)
				.isBetween(time.toInstant(), time.toInstant().plusSeconds(2));
		});
		assertThat(this.database.sql("""
				SELECT order_id
				FROM outbox_events
				WHERE event_type = 'order.fired' AND location_id IN (7501, 7502)
				""").query(Long.class).list()).hasSize(fireAt.size()).doesNotHaveDuplicates();
	}

	private void createLocation(Zone zone) {
		assertThat(
				this.admin
					.put("/api/v1/locations/" + zone.locationId(),
							Map.of("name", zone.id().getId(), "time_zone", zone.id().getId(), "currency", "USD",
									"business_day_start", "02:30", "auto_confirm", true, "accepts_until_days", 365))
					.status())
			.isIn(200, 201);
	}

	/** Takes orders that are due within six hours around the change of the clocks. */
	private Map<Long, Instant> takeOrders(Zone zone) {
		var due = new ArrayList<Instant>();
		for (int i = 0; i < ORDERS_OF_A_ZONE; i++) {
			due.add(zone.change().minus(Duration.ofHours(3)).plusSeconds(this.random.nextInt(6 * 3_600)));
		}
		Map<Long, Instant> orders = Collections.synchronizedMap(new TreeMap<>());
		new Terminals(4).share(due,
				(time) -> orders
					.put(this.till.take(OrderBody.burgerAt(zone.locationId()).with("scheduled_for", time.toString()))
						.required("id")
						.asLong(), time));
		return orders;
	}

	private void requireThatFiringTimesIgnoreTheChange(Map<Long, Instant> orders) {
		assertThat(orders)
			.allSatisfy((id, due) -> assertThat(Instant.parse(this.till.order(id).required("fire_at").asText()))
				.isEqualTo(due.minus(BURGER)));
	}

	/** The reports have each order on its day in its zone. */
	private void awaitReports(Zone zone) {
		Map<LocalDate, Long> expected = new TreeMap<>();
		this.database.sql("SELECT scheduled_for FROM orders WHERE location_id = ?")
			.param(zone.locationId())
			.query(OffsetDateTime.class)
			.list()
			.forEach((due) -> {
				LocalDateTime local = due.atZoneSameInstant(zone.id()).toLocalDateTime();
				expected.merge(local.minusMinutes(150).toLocalDate(), 1L, Long::sum);
			});
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			Map<LocalDate, Long> counted = new TreeMap<>();
			this.database.sql("""
					SELECT business_day, sum(orders) AS orders
					FROM order_daily_summary
					WHERE location_id = ?
					GROUP BY business_day
					HAVING sum(orders) > 0
					""").param(zone.locationId()).query((row) -> {
				counted.put(row.getObject("business_day", LocalDate.class), row.getLong("orders"));
			});
			assertThat(counted).isEqualTo(expected);
		});
	}

	/**
	 * Lets months pass: moves the due times so close that they can be awaited, in their
	 * sequence.
	 */
	private Map<Long, OffsetDateTime> bringForward(List<Zone> zones) {
		for (Zone zone : zones) {
			Instant begin = zone.change().minus(Duration.ofHours(3));
			this.database.sql("""
					UPDATE orders o
					SET scheduled_for = moved.due, fire_at = moved.due - interval '12 minutes'
					FROM (SELECT id,
					             date_trunc('milliseconds', CAST(:start AS timestamptz)
					                 + (scheduled_for - CAST(:begin AS timestamptz)) * :factor) AS due
					      FROM orders
					      WHERE location_id = :location) moved
					WHERE o.id = moved.id AND o.location_id = :location
					""")
				.param("start", Instant.now().plus(LEAD).plus(BURGER).atOffset(ZoneOffset.UTC))
				.param("begin", begin.atOffset(ZoneOffset.UTC))
				.param("factor", (double) SPREAD.toSeconds() / (6 * 3_600))
				.param("location", zone.locationId())
				.update();
		}
		this.database.sql("""
				UPDATE scheduled_orders s
				SET scheduled_for = o.scheduled_for, fire_at = o.fire_at
				FROM orders o
				WHERE o.id = s.order_id AND o.tenant_id = s.tenant_id AND s.location_id IN (7501, 7502)
				""").update();
		Map<Long, OffsetDateTime> fireAt = new TreeMap<>();
		this.database.sql("SELECT id, fire_at FROM orders WHERE location_id IN (7501, 7502)").query((row) -> {
			fireAt.put(row.getLong("id"), row.getObject("fire_at", OffsetDateTime.class));
		});
		return fireAt;
	}

	/** Moves the clock of one replica and kills the other until all orders are fired. */
	private void disturb(ServiceProcess first, Map<Long, OffsetDateTime> fireAt) {
		ServiceProcess other = first;
		Instant end = fireAt.values().stream().max(OffsetDateTime::compareTo).orElseThrow().toInstant().plusSeconds(2);
		var isKilled = false;
		while (Instant.now().isBefore(end)) {
			this.controls.clock().advance(Duration.ofMinutes(this.random.nextInt(21) - 10));
			if (!isKilled && unfired() < fireAt.size() * 2 / 3) {
				other.kill9();
				isKilled = true;
				other = ServiceProcess.launch(this.site.environment());
			}
			Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
		}
		other.kill9();
		assertThat(isKilled).isTrue();
		assertThat(unfired()).isZero();
	}

	private long unfired() {
		return this.database.sql("SELECT count(*) FROM orders WHERE location_id IN (7501, 7502) AND fired_at IS NULL")
			.query(Long.class)
			.single();
	}

}
