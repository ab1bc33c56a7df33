package com.auraconnect.orders.reports;

import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

import com.auraconnect.orders.platform.tenancy.LocationKey;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts each event once, in spite of repetitions, gaps and concurrent counting. */
@ServiceTest
class DailyNumbersIT {

	private static final LocalDate LONG_AGO = LocalDate.of(2026, 1, 1);

	private static final LocalDate FAR_OFF = LocalDate.of(2028, 12, 31);

	private final TestEnvironment site;

	private final JdbcClient database;

	private final DailyNumbers numbers;

	private final OrderClient till;

	private final ServiceClient admin;

	private final LocationKey place;

	DailyNumbersIT(TestEnvironment site, DailyNumbers numbers, ServiceClient client) {
		this.site = site;
		this.database = site.database();
		this.numbers = numbers;
		var restaurants = new Restaurants(this.database);
		long tenant = restaurants.newTenant();
		this.place = new LocationKey(tenant, restaurants.newLocation(tenant, "America/New_York", "04:00"));
		this.admin = client.admin(tenant);
		this.till = new OrderClient(this.admin);
	}

	@Test
	void aRepeatedEventCountsOnce() {
		takeOrders(3);
		awaitCorrectReport();
		this.database.sql("UPDATE feed_cursors SET sequence = 0 WHERE consumer = 'reports' AND location_id = ?")
			.param(this.place.locationId())
			.update();
		this.numbers.advance(this.place);
		awaitCorrectReport();
		assertThat(counted()).isEqualTo(3);
	}

	@Test
	void anOrderIsCountedInItsCurrentState() {
		long id = this.till.take(OrderBody.burgerAt(this.place.locationId()), "confirmed");
		awaitCorrectReport();
		// a change without an event
		this.database.sql("UPDATE orders SET status = 'preparing' WHERE id = ?").param(id).update();
		this.till.client().patch("/api/v1/orders/" + id, "{\"table_number\": \"9\"}");
		awaitCorrectReport();
		this.till.move(id, "ready", "completed");
		awaitCorrectReport();
	}

	@Test
	void allOrdersAreCountedWhenEventsArePurged() {
		takeOrders(2);
		awaitCorrectReport();
		try (var _ = holdTheCursor()) {
			takeOrders(2);
			awaitSequenced();
			this.database.sql("DELETE FROM outbox_events WHERE location_id = ?")
				.param(this.place.locationId())
				.update();
		}
		awaitCorrectReport();
		assertThat(counted()).isEqualTo(4);
	}

	@Test
	void aLocationLockedByAnotherTransactionIsSkipped() {
		takeOrders(1);
		awaitCorrectReport();
		try (var _ = holdTheCursor()) {
			takeOrders(1);
			awaitSequenced();
			assertThat(this.numbers.advance(this.place)).isEqualTo(Progress.TAKEN);
			assertThat(counted()).isEqualTo(1);
		}
		awaitCorrectReport();
	}

	@Test
	void concurrentCountersCountEachEventOnce() {
		takeOrders(20);
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int round = 0; round < 20; round++) {
				executor.execute(() -> this.numbers.advance(this.place));
				executor.execute(() -> this.numbers.recount(this.place));
			}
			takeOrders(20);
		}
		awaitCorrectReport();
		assertThat(counted()).isEqualTo(40);
	}

	@Test
	void aRecountCorrectsWrongSumsAndIsIdempotent() {
		takeOrders(3);
		awaitCorrectReport();
		this.database.sql("UPDATE order_daily_summary SET orders = orders + 7, revenue = 1 WHERE location_id = ?")
			.param(this.place.locationId())
			.update();
		this.database.sql("DELETE FROM order_report_rows WHERE tenant_id = ?").param(this.place.tenantId()).update();
		this.numbers.recount(this.place);
		assertThat(report()).isEqualTo(expected());
		this.numbers.recount(this.place);
		assertThat(report()).isEqualTo(expected());
	}

	@Test
	void aRecountMovesOrdersToTheDaysOfTheNewTimeZone() {
		takeOrders(2);
		awaitCorrectReport();
		this.database
			.sql("UPDATE locations SET time_zone = 'Pacific/Auckland', business_day_start = '23:59' WHERE id = ?")
			.param(this.place.locationId())
			.update();
		this.numbers.recount(this.place);
		assertThat(report()).isEqualTo(expected());
		takeOrders(1);
		awaitCorrectReport();
	}

	/** The recount is blocked in the middle, after it has read the orders. */
	@Test
	void ordersDoNotWaitForARecount() {
		long before = this.till.take(OrderBody.burgerAt(this.place.locationId()), "confirmed");
		awaitCorrectReport();
		CompletableFuture<Void> recount;
		try (var lock = DatabaseLock.onRow(this.site, "order_report_rows", "order_id = " + before)) {
			recount = CompletableFuture.runAsync(() -> this.numbers.recount(this.place));
			lock.awaitWaiting(1);
			this.till.serve(before);
			this.till.serve(this.till.take(OrderBody.burgerAt(this.place.locationId()), "confirmed"));
			assertThat(recount).isNotDone();
			assertThat(counted()).isEqualTo(1);
		}
		recount.join();
		awaitCorrectReport();
		assertThat(counted()).isEqualTo(2);
	}

	private void takeOrders(int count) {
		for (int i = 0; i < count; i++) {
			this.till.take(OrderBody.burgerAt(this.place.locationId()));
		}
	}

	/** Locks the cursor, like a transaction that counts for a long time. */
	private DatabaseLock holdTheCursor() {
		return DatabaseLock.onRow(this.site, "feed_cursors",
				"consumer = 'reports' AND location_id = " + this.place.locationId());
	}

	private void awaitSequenced() {
		Awaitility.await()
			.until(() -> this.database
				.sql("SELECT count(*) FROM outbox_events WHERE location_id = ? AND sequence IS NULL")
				.param(this.place.locationId())
				.query(Long.class)
				.single() == 0);
	}

	private void awaitCorrectReport() {
		Awaitility.await().untilAsserted(() -> assertThat(report()).isEqualTo(expected()));
	}

	private long counted() {
		return this.admin.get(path()).at("/summary/total_orders").asLong();
	}

	private String report() {
		return this.admin.get(path()).json().toString();
	}

	private static String path() {
		return "/api/v1/orders/reports/summary?date_from=%s&date_to=%s".formatted(LONG_AGO, FAR_OFF);
	}

	private String expected() {
		return new PlainCount(this.database).report(this.place.tenantId(), null, LONG_AGO, FAR_OFF, "day");
	}

}
