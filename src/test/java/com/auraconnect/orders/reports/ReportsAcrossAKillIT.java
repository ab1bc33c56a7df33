package com.auraconnect.orders.reports;

import java.time.Duration;
import java.time.LocalDate;

import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestSize;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Two replicas keep the numbers, and die in the middle of a batch. */
@Tag(TestSize.TAG)
class ReportsAcrossAKillIT {

	private static final LocalDate LONG_AGO = LocalDate.of(2026, 1, 1);

	private static final LocalDate FAR_OFF = LocalDate.of(2028, 12, 31);

	/** At a time, of two kinds. */
	private static final int ORDERS = TestSize.of(2, 8);

	private static final String[] OPTIONS = { "-Ddb-scheduler.heartbeat-interval=250ms",
			"-Dorders.reports.interval=500ms" };

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final JdbcClient database = this.site.database();

	@Test
	void whoeverDiesEachEventCountsOnce() {
		var replicas = ServiceProcess.start(2, this.site.environment(), OPTIONS);
		try (var one = replicas.getFirst(); var other = replicas.getLast()) {
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
			assertThat(report(another)).contains("\"total_orders\":%d".formatted(10 * ORDERS));
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
		for (int i = 0; i < ORDERS; i++) {
			var till = new OrderClient(client(replica));
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
