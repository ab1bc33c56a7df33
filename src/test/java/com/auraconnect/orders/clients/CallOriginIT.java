package com.auraconnect.orders.clients;

import java.util.List;
import java.util.Map;

import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Calls to partners carry the request id, trace and tenant. */
@OutageTest
class CallOriginIT {

	private static final OrderBody BURGER = OrderBody.burgerAt(1);

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

	private static final String CALL = "00-%s-[0-9a-f]{16}-01";

	private final ServiceClient client;

	private final TestEnvironmentControls controls;

	CallOriginIT(ServiceClient client, TestEnvironmentControls controls) {
		this.client = client.staff(1, 1L);
		this.controls = controls;
	}

	@BeforeEach
	void restorePartners() {
		this.controls.restore();
	}

	@Test
	void callsOfARequestBelongToItsTrace() {
		take(this.client.with("traceparent", PARENT).with("tracestate", "congo=t61").with("X-Request-Id", "till-7"),
				BURGER);

		for (var origin : List.of(origin("menu", "/validate"), origin("inventory", "/check"))) {
			assertThat(origin).containsEntry("X-Request-Id", "till-7")
				.containsEntry("X-Tenant-Id", "1")
				.containsEntry("tracestate", "congo=t61");
			assertThat(origin.get("traceparent")).matches(CALL.formatted(TRACE)).isNotEqualTo(PARENT);
		}
		assertThat(origin("menu", "/validate").get("traceparent")).as("a span each")
			.isNotEqualTo(origin("inventory", "/check").get("traceparent"));
	}

	@Test
	void aMalformedTraceIsIgnored() {
		take(this.client.with("traceparent", "00-" + TRACE + "-nonsense").with("tracestate", "congo=t61"), BURGER);

		var origin = origin("menu", "/validate");
		assertThat(origin.get("traceparent")).matches(CALL.formatted("[0-9a-f]{32}")).doesNotContain(TRACE);
		assertThat(origin).doesNotContainKey("tracestate");
		assertThat(origin("inventory", "/check").get("traceparent").substring(0, 35))
			.isEqualTo(origin.get("traceparent").substring(0, 35));
	}

	@Test
	void aBackgroundTaskStartsATraceOfItsOwn() {
		long id = take(this.client.with("traceparent", PARENT).with("X-Request-Id", "till-7"),
				BURGER.with("customer_id", 99));

		await().until(() -> calls("inventory", "/reservations").size() == 1);
		var reservation = origin("inventory", "/reservations");
		assertThat(reservation.get("traceparent")).matches(CALL.formatted("[0-9a-f]{32}")).doesNotContain(TRACE);
		assertThat(reservation).containsEntry("X-Tenant-Id", "1");
		assertThat(reservation.get("X-Request-Id")).contains("/" + id);
		await().until(() -> !calls("customer", "/customers/99").isEmpty());
		assertThat(origin("customer", "/customers/99").get("traceparent")).matches(CALL.formatted("[0-9a-f]{32}"))
			.doesNotContain(TRACE);
	}

	private static long take(ServiceClient client, OrderBody body) {
		return new OrderClient(client).take(body).required("id").asLong();
	}

	private Map<String, String> origin(String partner, String path) {
		return calls(partner, path).getFirst().origin();
	}

	private List<RecordedCall> calls(String partner, String path) {
		return this.controls.sandbox()
			.partner(partner)
			.calls()
			.stream()
			.filter((call) -> call.path().equals(path))
			.toList();
	}

}
