package com.auraconnect.orders.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares every report with an independent count of the orders after many random changes
 * by many terminals at two locations. {@code -Dreports.changes=5000} makes a long run.
 */
@ServiceTest
class ReportsAgainstOrdersIT {

	private static final Logger log = LoggerFactory.getLogger(ReportsAgainstOrdersIT.class);

	private static final int CHANGES = Integer.getInteger("reports.changes", 600);

	private final TestEnvironment site;

	private final JdbcClient database;

	private final ServiceClient admin;

	private final LocalDate today = LocalDate.ofInstant(Clock.tickMillis(ZoneOffset.UTC).instant(), ZoneOffset.UTC);

	private final long tenant;

	private final List<Long> locations;

	ReportsAgainstOrdersIT(TestEnvironment site, ServiceClient client) {
		this.site = site;
		this.database = site.database();
		var restaurants = new Restaurants(this.database);
		this.tenant = restaurants.newTenant();
		this.locations = List.of(restaurants.newLocation(this.tenant, "America/New_York", "04:00"),
				restaurants.newLocation(this.tenant, "Pacific/Auckland", "02:30"));
		this.admin = client.admin(this.tenant);
	}

	@Test
	void reportsMatchTheOrders() {
		changes(1).make(CHANGES);
		awaitAgreement();
		log.info("{} random changes left {} events of {} orders, {} rows of sums: {}", CHANGES,
				count("SELECT count(*) FROM outbox_events WHERE tenant_id = ?"),
				count("SELECT count(*) FROM orders WHERE tenant_id = ?"),
				count("SELECT count(*) FROM order_daily_summary WHERE tenant_id = ?"), report(null, "week"));
		assertThat(count("SELECT count(DISTINCT business_day) FROM order_daily_summary WHERE tenant_id = ?"))
			.isGreaterThan(5);
		assertThat(count("SELECT count(*) FROM orders WHERE tip_amount > 0 AND tenant_id = ?")).isPositive();
		assertThat(count("SELECT count(*) FROM orders WHERE status = 'cancelled' AND tenant_id = ?")).isPositive();
	}

	@Test
	void reportsMatchTheOrdersAfterAConcurrentRecount() {
		var changes = CompletableFuture.runAsync(() -> changes(2).make(CHANGES));
		int rebuilds = 0;
		while (!changes.isDone()) {
			assertThat(this.admin.post("/api/v1/admin/reports/rebuild", null).status()).isEqualTo(202);
			Awaitility.await().until(this::isRebuilt);
			rebuilds++;
		}
		changes.join();
		log.info("rebuilt {} times during {} random changes", rebuilds, CHANGES);
		awaitAgreement();
		this.database.sql("UPDATE order_daily_summary SET orders = 1000 WHERE tenant_id = ?")
			.param(this.tenant)
			.update();
		assertThat(report(null, "day")).isNotEqualTo(expected(null, "day"));
		this.admin.post("/api/v1/admin/reports/rebuild", null);
		awaitAgreement();
	}

	private RandomChanges changes(long seed) {
		return new RandomChanges(this.admin, this.site.sandbox().menu().items(), this.locations, seed);
	}

	private boolean isRebuilt() {
		return this.database
			.sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'recount-reports' AND task_instance = ?")
			.param(Long.toString(this.tenant))
			.query(Long.class)
			.single() == 0;
	}

	private void awaitAgreement() {
		Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
			for (String grouping : List.of("day", "week", "month")) {
				assertThat(report(null, grouping)).isEqualTo(expected(null, grouping));
				for (Long location : this.locations) {
					assertThat(report(location, grouping)).isEqualTo(expected(location, grouping));
				}
			}
		});
	}

	private String report(Long location, String grouping) {
		return this.admin
			.get("/api/v1/orders/reports/summary?date_from=%s&date_to=%s&group_by=%s%s", this.today.minusDays(5),
					this.today.plusDays(1), grouping, (location != null) ? "&location_id=" + location : "")
			.json()
			.toString();
	}

	private String expected(Long location, String grouping) {
		return new PlainCount(this.database).report(this.tenant, location, this.today.minusDays(5),
				this.today.plusDays(1), grouping);
	}

	private long count(String sql) {
		return this.database.sql(sql).param(this.tenant).query(Long.class).single();
	}

}
