package com.auraconnect.orders.clients;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits how long a guest waits for a failing partner, and finishes the open work once
 * the partner is back. The tests of their caches cover the menu and customer services.
 */
@OutageTest
class PartnersAwayIT {

	private static final OrderBody BURGER = OrderBody.burgerAt(1);

	/** Slack for the rest of the request on a busy machine. */
	private static final Duration LENIENCY = Duration.ofSeconds(4);

	private static final Duration CHECK = Duration.ofMillis(400);

	private static final Duration CALL = Duration.ofSeconds(5);

	private final ServiceClient client;

	private final OrderClient till;

	private final TestEnvironmentControls controls;

	private final Sandbox sandbox;

	PartnersAwayIT(ServiceClient client, TestEnvironmentControls controls) {
		this.client = client.staff(1, 1L, 2L);
		this.till = new OrderClient(this.client);
		this.controls = controls;
		this.sandbox = controls.sandbox();
	}

	@BeforeEach
	@AfterEach
	void restorePartners() {
		this.controls.restore();
	}

	@ParameterizedTest
	@EnumSource
	void anOrderIsCreatedDuringAnInventoryOutage(Mode mode) {
		Partner inventory = this.sandbox.partner("inventory");
		inventory.mode(mode, Duration.ofSeconds(2));
		JsonNode taken = within(CHECK, () -> this.till.take(BURGER));
		assertThat(taken.required("degraded").toString()).isEqualTo((mode == Mode.UP) ? "[]" : "[\"inventory\"]");

		inventory.mode(Mode.UP);
		long id = taken.required("id").asLong();
		this.till.await(id, (order) -> order.required("status").asText().equals("confirmed")
				&& order.required("degraded").isEmpty());
		assertThat(this.sandbox.inventory().reservationsOf(id)).hasSize(1);
		assertThat(keys(inventory, "/reservations")).containsOnly("order-" + id + "-reserve-1");
		assertThat(keys(inventory, "/check")).as("a check has no key").isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aPaymentIsAcceptedDuringAPaymentOutage(Mode mode) {
		Partner payment = this.sandbox.partner("payment");
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		payment.mode(mode, Duration.ofSeconds(2));

		Answer paid = within(CALL, () -> this.client.post("/api/v1/orders/" + id + "/payments",
				Map.of("method", "card", "amount", "14.16", "token", "tok_ok")));
		assertThat(paid.status()).as(paid::toString).isEqualTo(200);
		assertThat(paid.text("/payments/0/status")).isEqualTo((mode == Mode.UP) ? "authorized" : "pending");

		payment.mode(Mode.UP);
		this.till.await(id, (order) -> order.at("/payments/0/status").asText().equals("authorized"));
		assertThat(this.sandbox.payment().authorizationsOf(id)).hasSize(1);
		assertThat(keys(payment, "/authorizations")).as("one key for all attempts").hasSize(1);
	}

	private static List<String> keys(Partner partner, String path) {
		return partner.calls()
			.stream()
			.filter((call) -> call.path().equals(path) && call.idempotencyKey() != null)
			.map(RecordedCall::idempotencyKey)
			.distinct()
			.toList();
	}

	private static <T> T within(Duration budget, Supplier<T> call) {
		long start = System.nanoTime();
		T answer = call.get();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(budget.plus(LENIENCY));
		return answer;
	}

}
