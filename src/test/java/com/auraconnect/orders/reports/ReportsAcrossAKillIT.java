package com.auraconnect.orders.reports;

import java.time.Duration;
import java.time.LocalDate;

import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestSite;
import com.auraconnect.orders.testing.Till;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Two replicas keep the numbers, and die in the middle of a batch. */
class ReportsAcrossAKillIT {

	private static final LocalDate LONG_AGO = LocalDate.of(2026, 1, 1);

	private static final LocalDate FAR_OFF = LocalDate.of(2028, 12, 31);

	private static final String[] OPTIONS = { "-XX:TieredStopAtLevel=1", "-Ddb-scheduler.heartbeat-interval=1s" };

	private final TestSite site = TestSite.withRestaurants();

	private final JdbcClient database = this.site.database();

	@Test
	void whoeverDiesEachEventCountsOnce() {
		try (var one = ServiceProcess.start(this.site.environment(), OPTIONS);
				var other = ServiceProcess.start(this.site.environment(), OPTIONS)) {
			someOrders(one);
			someOrders(other);
			awaitRight(one);
			awaitRight(other);
			dieInTheMiddleOfABatch(one, other);
		}
		try (var another = ServiceProcess.start(this.site.environment(), OPTIONS)) {
			awaitRight(another);
			someOrders(another);
			awaitRight(another);
			assertThat(report(another)).contains("\"total_orders\":80");
		}
	}

	/** The sums are locked: the batch has the cursor, and cannot write. */
	private void dieInTheMiddleOfABatch(ServiceProcess one, ServiceProcess other) {
		try (var lock = DatabaseLock.onWritesTo(this.site, "order_daily_summary")) {
			someOrders(one);
			someOrders(other);
			lock.awaitWaiting(1);
			one.kill9();
			other.kill9();
		}
	}

	private void someOrders(ServiceProcess replica) {
		for (int i = 0; i < 8; i++) {
			var till = new Till(client(replica));
			till.take(OrderBody.burgerAt(1).paidInCash());
			till.cancel(till.take(OrderBody.burgerAt(2)).required("id").asLong());
		}
	}

	private void awaitRight(ServiceProcess replica) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(report(replica))
				.isEqualTo(new PlainCount(this.database).report(1, null, LONG_AGO, FAR_OFF, "day")));
	}

	private String report(ServiceProcess replica) {
		return client(replica).get("/api/v1/orders/reports/summary?date_from=%s&date_to=%s", LONG_AGO, FAR_OFF)
			.json()
			.toString();
	}

	private ServiceClient client(ServiceProcess replica) {
		return new ServiceClient(replica.url(), this.site.sandbox().tokens()).admin(1);
	}

}
