package com.auraconnect.orders.order;

import java.time.Duration;

import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Metrics of orders, under the names that dashboards use. */
@ServiceTest
class OrderMetersIT {

	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final ServiceClient client;

	private final OrderClient till;

	private final JdbcClient database;

	OrderMetersIT(ServiceClient client, TestEnvironment site) {
		this.client = client;
		this.till = new OrderClient(client.admin(1));
		this.database = site.database();
	}

	@Test
	void newOrdersAreCountedByLocationAndType() {
		double dineIn = this.client.metrics().sum("orders_created_total", "location=\"2\"", "order_type=\"dine_in\"");
		double driveThru = this.client.metrics()
			.sum("orders_created_total", "location=\"2\"", "order_type=\"drive_thru\"");
		this.till.take(BURGER);
		this.till.take(BURGER.with("order_type", "drive_thru"));
		this.till.take(BURGER.with("order_type", "drive_thru"));
		assertThat(this.client.metrics().sum("orders_created_total", "location=\"2\"", "order_type=\"dine_in\""))
			.isEqualTo(dineIn + 1);
		assertThat(this.client.metrics().sum("orders_created_total", "location=\"2\"", "order_type=\"drive_thru\""))
			.isEqualTo(driveThru + 2);
	}

	@Test
	void theSameLocationIdOfAnotherTenantIsCountedApart() {
		var place = new String[] { "tenant=\"2\"", "location=\"3\"" };
		double others = this.client.metrics().sum("orders_created_total", "tenant=\"1\"");
		double before = this.client.metrics().sum("orders_created_total", place);
		new OrderClient(this.client.admin(2)).take(OrderBody.burgerAt(3));
		assertThat(this.client.metrics().sum("orders_created_total", place)).isEqualTo(before + 1);
		assertThat(this.client.metrics().sum("orders_created_total", "tenant=\"1\"")).isEqualTo(others);
	}

	@Test
	void refusedOrdersAreNotCounted() {
		this.till.take(BURGER);
		double before = this.client.metrics().sum("orders_created_total", "location=\"2\"");
		assertThat(this.client.admin(1).post("/api/v1/orders", BURGER.and(OrderBody.line(30, 1))).status())
			.isEqualTo(422);
		assertThat(this.client.metrics().sum("orders_created_total", "location=\"2\"")).isEqualTo(before);
	}

	@Test
	void theTimeOfEachCreationIsMeasured() {
		this.till.take(BURGER);
		double count = this.client.metrics().sum("order_processing_seconds_count", "operation=\"create\"");
		double endless = this.client.metrics()
			.sum("order_processing_seconds_bucket", "operation=\"create\"", "le=\"+Inf\"");
		assertThat(endless).isEqualTo(count);
		this.till.take(BURGER);
		assertThat(this.client.metrics().sum("order_processing_seconds_count", "operation=\"create\""))
			.isEqualTo(count + 1);
		assertThat(this.client.metrics().sum("order_processing_seconds_bucket", "operation=\"create\"", "le=\"+Inf\""))
			.isEqualTo(endless + 1);
		assertThat(this.client.metrics().sum("order_processing_seconds_sum", "operation=\"create\"")).isPositive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.001", "0.01", "0.1", "1.0", "5.0" })
	void theHistogramHasTheBucketsOfTheServiceLevelObjectives(String bound) {
		this.till.take(BURGER);
		assertThat(lines("order_processing_seconds_bucket", "operation=\"create\"", "le=\"" + bound + "\"")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pending", "confirmed", "preparing", "ready" })
	void activeOrdersAreCountedInTheDatabase(String status) {
		long id = this.till.take(BURGER).required("id").asLong();
		for (String step : new String[] { "confirmed", "preparing", "ready" }) {
			if (this.till.status(id).equals(status)) {
				break;
			}
			this.till.move(id, step);
		}
		await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
			long stored = this.database.sql("SELECT count(*) FROM orders WHERE status = ?")
				.param(status)
				.query(Long.class)
				.single();
			assertThat(this.client.metrics().sum("orders_active", "status=\"" + status + "\"")).isEqualTo(stored)
				.isPositive();
		});
	}

	@Test
	void endedOrdersAreNotActive() {
		this.till.cancel(this.till.take(BURGER).required("id").asLong());
		assertThat(lines("orders_active")).hasSize(4);
	}

	private String[] lines(String name, String... labels) {
		return this.client.metrics().samples(name, labels).toArray(String[]::new);
	}

}
