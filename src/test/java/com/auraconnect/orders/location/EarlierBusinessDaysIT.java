package com.auraconnect.orders.location;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.auraconnect.orders.order.BusinessDays;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Business days of locations whose rules have changed, in Java, SQL and reports. */
@ServiceTest
class EarlierBusinessDaysIT {

	private static final List<String> ZONES = List.of("America/New_York", "Pacific/Kiritimati", "Pacific/Honolulu",
			"Europe/Vienna", "Asia/Kolkata");

	private final JdbcClient database;

	private final LocationColumns columns;

	private final ServiceClient admin;

	EarlierBusinessDaysIT(TestEnvironment site, LocationColumns columns, ServiceClient client) {
		this.database = site.database();
		this.columns = columns;
		this.admin = client.admin(1);
	}

	@Test
	void theDatabaseComputesTheSameDays() {
		var random = new Random(7);
		for (int i = 0; i < 60; i++) {
			var now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 86_400));
			var days = new BusinessDays(zone(random), start(random));
			for (int change = 0; change < 3; change++) {
				now = now.plusSeconds(random.nextInt(3 * 86_400));
				days = days.changed(zone(random), start(random), now);
			}
			for (int k = 0; k < 20; k++) {
				var moment = now.plusSeconds(random.nextInt(20 * 86_400) - 10 * 86_400);
				assertThat(inTheDatabase(days, moment)).as("%s at %s", days, moment).isEqualTo(days.of(moment));
			}
		}
	}

	/**
	 * The location moves across the date line: an order after the move is still of the
	 * day that has begun, in its number and in the report.
	 */
	@Test
	void anOrderAfterAMoveIsOfTheDayThatHasBegun() {
		long id = 779_001;
		this.admin.put("/api/v1/locations/" + id, rules("Pacific/Kiritimati"));
		var till = new OrderClient(this.admin);
		var before = till.take(OrderBody.burgerAt(id)).required("order_number").asText().substring(0, 6);

		this.admin.put("/api/v1/locations/" + id, rules("Pacific/Honolulu"));
		var after = till.take(OrderBody.burgerAt(id)).required("order_number").asText().substring(0, 6);

		assertThat(after).isEqualTo(before);
		await().untilAsserted(() -> assertThat(this.database.sql("""
				SELECT to_char(business_day, 'YYMMDD') AS day, sum(orders)::int AS orders
				FROM order_daily_summary
				WHERE location_id = ?
				GROUP BY business_day
				""").param(id).query().listOfRows()).containsExactly(Map.of("day", before, "orders", 2)));
	}

	private LocalDate inTheDatabase(BusinessDays days, Instant moment) {
		return this.database.sql("SELECT business_day(?, ?, ?, ?::json)")
			.params(moment.atOffset(ZoneOffset.UTC), days.timeZone().getId(), days.start(),
					this.columns.writeEarlier(days))
			.query(LocalDate.class)
			.single();
	}

	private static ZoneId zone(Random random) {
		return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
	}

	private static LocalTime start(Random random) {
		return LocalTime.of(random.nextInt(24), 30 * random.nextInt(2));
	}

	private static Map<String, ?> rules(String zone) {
		return Map.of("name", "Ship", "time_zone", zone, "currency", "USD", "business_day_start", "00:00");
	}

}
