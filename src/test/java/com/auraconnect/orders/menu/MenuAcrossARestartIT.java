package com.auraconnect.orders.menu;

import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Keeps menu items across a restart. */
class MenuAcrossARestartIT {

	private static final OrderBody CHEESEBURGER = OrderBody.at(1, OrderBody.line(10, 2, 101));

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	@Test
	void aServiceStartedDuringAMenuOutageUsesTheStoredItems() {
		try (var first = ServiceProcess.start(this.site.environment())) {
			till(first).take(CHEESEBURGER);
			await().until(() -> this.site.database()
				.sql("SELECT count(*) FROM menu_answers")
				.query(Long.class)
				.single() == 1);
			first.kill9();
		}
		this.site.sandbox().partner("menu").mode(Mode.DOWN);
		try (var second = ServiceProcess.start(this.site.environment())) {
			JsonNode taken = till(second).take(CHEESEBURGER);
			assertThat(taken.required("degraded").toString()).isEqualTo("[\"menu\"]");
			assertThat(taken.required("subtotal").asText()).isEqualTo("28.98");
			assertThat(taken.at("/items/0/station").asText()).isEqualTo("grill");
			assertThatProblem(client(second).post("/api/v1/orders", OrderBody.at(1, OrderBody.line(20, 1))))
				.is(503, "MENU_UNAVAILABLE")
				.hasRetryAfter();
		}
	}

	private ServiceClient client(ServiceProcess service) {
		return new ServiceClient(service.url(), this.site.sandbox().tokens()).staff(1, 1L);
	}

	private OrderClient till(ServiceProcess service) {
		return new OrderClient(client(service));
	}

}
