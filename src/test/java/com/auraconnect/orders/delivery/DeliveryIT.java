package com.auraconnect.orders.delivery;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Events of orders reach guests and analytics, also after an outage. */
@OutageTest
class DeliveryIT {

	private final TestEnvironmentControls controls;

	private final Sandbox sandbox;

	private final ServiceClient client;

	private final OrderClient till;

	DeliveryIT(TestEnvironmentControls controls, ServiceClient client) {
		this.controls = controls;
		this.sandbox = controls.sandbox();
		this.client = client.admin(1);
		this.till = new OrderClient(this.client);
	}

	@BeforeEach
	@AfterEach
	void restorePartners() {
		this.controls.restore();
	}

	@Test
	void aGuestIsNotifiedWhenTheOrderIsConfirmedReadyOrCancelled() {
		long served = this.till.take(OrderBody.burgerAt(1).with("customer_id", 123), "confirmed");
		this.till.serve(served);
		long cancelled = this.till.take(OrderBody.burgerAt(1), "confirmed");
		this.till.cancel(cancelled);
		eventually().untilAsserted(() -> {
			assertThat(templates(served)).containsExactly("order_confirmed", "order_ready");
			assertThat(templates(cancelled)).containsExactly("order_confirmed", "order_cancelled");
		});
		JsonNode message = notifications(served).getFirst().json();
		assertThat(message.at("/order/order_number").asText())
			.isEqualTo(this.till.order(served).required("order_number").asText());
		assertThat(message.at("/customer/id").asLong()).isEqualTo(123);
		assertThat(notifications(cancelled).getFirst().json().required("customer").isNull()).isTrue();
	}

	@Test
	void analyticsReceivesEachEventOnceAndInOrder() {
		long id = this.till.take(OrderBody.burgerAt(1).paidByCard("tok_ok"), "confirmed");
		this.till.serve(id);
		this.till.await(id, (order) -> order.required("payment_status").asText().equals("paid"));
		List<String> events = eventIds(id);
		assertThat(events).hasSizeGreaterThan(5);
		eventually().untilAsserted(() -> assertThat(reported(id)).containsExactlyElementsOf(events));
	}

	@Test
	void analyticsReceivesWaitingEventsInBatches() {
		this.sandbox.partner("analytics").mode(Mode.DOWN);
		var orders = IntStream.range(0, 5).mapToObj((_) -> this.till.take(OrderBody.burgerAt(1), "confirmed")).toList();
		this.sandbox.partner("analytics").clearCalls();
		this.sandbox.partner("analytics").mode(Mode.UP);
		var events = orders.stream().flatMap((order) -> eventIds(order).stream()).toList();
		eventually().untilAsserted(() -> assertThat(events()).extracting((event) -> event.required("event_id").asText())
			.containsAll(events));
		assertThat(accepted("analytics")).hasSizeLessThan(events.size())
			.extracting(RecordedCall::idempotencyKey)
			.doesNotHaveDuplicates();
		assertThat(events().filter((event) -> event.required("location_id").asLong() == 1))
			.extracting((event) -> event.required("sequence").asLong())
			.isSorted();
	}

	@ParameterizedTest
	@EnumSource(names = { "DOWN", "ERROR", "HANG" })
	void anOutageDoesNotAffectOrdersAndWaitingEventsAreDeliveredLater(Mode mode) {
		this.sandbox.partner("notification").mode(mode);
		this.sandbox.partner("analytics").mode(mode);
		long id = this.till.take(OrderBody.burgerAt(1), "confirmed");
		assertThat(this.till.order(id).required("degraded")).isEmpty();
		this.till.serve(id);
		List<String> events = eventIds(id);
		this.sandbox.partner("notification").clearCalls();
		this.sandbox.partner("analytics").clearCalls();
		this.sandbox.partner("notification").mode(Mode.UP);
		this.sandbox.partner("analytics").mode(Mode.UP);
		eventually().untilAsserted(() -> {
			assertThat(templates(id)).containsExactly("order_confirmed", "order_ready");
			assertThat(reported(id)).containsExactlyElementsOf(events);
		});
	}

	@Test
	void anIdempotencyKeyOfANotificationNeverCarriesTwoBodies() {
		this.sandbox.partner("notification").mode(Mode.ERROR);
		long id = this.till.take(OrderBody.burgerAt(1), "confirmed");
		eventually().until(() -> notificationCalls(id).findAny().isPresent());
		this.till.serve(id);
		int served = this.till.order(id).required("version").asInt();
		eventually()
			.until(() -> notificationCalls(id).anyMatch((call) -> call.json().at("/order/version").asInt() == served));
		this.sandbox.partner("notification").mode(Mode.UP);
		eventually().untilAsserted(() -> assertThat(templates(id)).containsExactly("order_confirmed", "order_ready"));
		var bodies = notificationCalls(id).collect(Collectors.groupingBy(RecordedCall::idempotencyKey,
				Collectors.mapping(RecordedCall::body, Collectors.toSet())));
		assertThat(bodies).hasSizeGreaterThan(2).allSatisfy((key, sent) -> assertThat(sent).as(key).hasSize(1));
	}

	private List<String> eventIds(long order) {
		return this.client.get("/api/v1/orders/%d/events", order)
			.json()
			.required("data")
			.valueStream()
			.map((event) -> event.required("event_id").asText())
			.toList();
	}

	/** Returns the ids of the order's events that analytics has accepted. */
	private List<String> reported(long order) {
		return events().filter((event) -> event.at("/data/order_id").asLong() == order)
			.map((event) -> event.required("event_id").asText())
			.toList();
	}

	private Stream<JsonNode> events() {
		return accepted("analytics").flatMap((call) -> call.json().required("events").valueStream());
	}

	private List<String> templates(long order) {
		return notifications(order).stream().map((call) -> call.json().required("template").asText()).toList();
	}

	/** Calls about the order, also those that failed. */
	private Stream<RecordedCall> notificationCalls(long order) {
		return this.sandbox.partner("notification")
			.calls()
			.stream()
			.filter((call) -> call.json().at("/order/id").asLong() == order);
	}

	private List<RecordedCall> notifications(long order) {
		return accepted("notification").filter((call) -> call.json().at("/order/id").asLong() == order).toList();
	}

	private Stream<RecordedCall> accepted(String partner) {
		return this.sandbox.partner(partner).calls().stream().filter((call) -> call.status() == 202);
	}

	private static ConditionFactory eventually() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
	}

}
