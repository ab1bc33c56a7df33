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

/** Kills one of two replicas in the middle of a batch of the report counter. */
@Tag(TestSize.TAG)
class ReportsAcrossAKillIT {

	private static final LocalDate LONG_AGO = LocalDate.of(2026, 1, 1);

	private static final LocalDate FAR_OFF = LocalDate.of(2028, 12, 31);

	/** Number of orders of each of two kinds. */
	private static final int ORDERS = TestSize.of(2, 8);

	private static final String[] OPTIONS = { "-Ddb-scheduler.heartbeat-interval=250ms",
			"-Dorders.reports.interval=500ms" };

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final JdbcClient database = this.site.database();

	@Test
	void eachEventCountsOnceWhicheverReplicaIsKilled() {
		var replicas = ServiceProcess.start(2, this.site.environment(), OPTIONS);
		try (var one = replicas.getFirst(); var other = replicas.getLast()) {
			takeOrders(one);
			takeOrders(other);
			awaitCorrectReport(one);
			awaitCorrectReport(other);
			killInTheMiddleOfABatch(one, other);
		}
		try (var another = ServiceProcess.start(this.site.environment(), OPTIONS)) {
			awaitCorrectReport(another);
			takeOrders(another);
			awaitCorrectReport(another);
			assertThat(report(another)).contains("\"total_orders\":%d".formatted(10 * ORDERS));
		}
	}

	/** Locks the sums, so that the batch holds the cursor and cannot write. */
	private void killInTheMiddleOfABatch(ServiceProcess one, ServiceProcess other) {
		try (var lock = DatabaseLock.onWritesTo(this.site, "order_daily_summary")) {
			takeOrders(one);
			takeOrders(other);
			lock.awaitWaiting(1);
			one.kill9();
			other.kill9();
		}
	}

	private void takeOrders(ServiceProcess replica) {
		for (int i = 0; i < ORDERS; i++) {
			var till = new OrderClient(client(replica));
			till.take(OrderBody.burgerAt(1).paidInCash());
			till.cancel(till.take(OrderBody.burgerAt(2)).required("id").asLong());
		}
	}

	private void awaitCorrectReport(ServiceProcess replica) {
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
