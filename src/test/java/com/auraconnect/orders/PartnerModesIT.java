package com.auraconnect.orders;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.sandbox.Reservation;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every partner in every mode: the order is taken in time, is marked as degraded where it
 * should be, and is complete once the partner is back.
 */
@OutageTest
class PartnerModesIT {

	private static final Logger log = LoggerFactory.getLogger(PartnerModesIT.class);

	/**
	 * Longest time of a create: the time limits of the partners that it calls, and some
	 * time for a slow machine.
	 */
	private static final Duration BUDGET = Duration.ofSeconds(4);

	/** Delay of a slow partner, within the response time-outs. */
	private static final Duration LATE = Duration.ofMillis(400);

	private static final OrderBody ORDER = OrderBody.burgerAt(1).paidByCard("tok_ok");

	/** A new customer for each order, so that no details are known yet. */
	private static final AtomicLong NEXT_CUSTOMER = new AtomicLong(130);

	/**
	 * All but the cut answers, after which a call is accepted twice: see LostAnswersIT.
	 */
	private static final Set<Mode> MODES = EnumSet.complementOf(EnumSet.of(Mode.CUT));

	private static final Set<Mode> WITHOUT_ANSWER = Set.of(Mode.DOWN, Mode.ERROR, Mode.HANG);

	private final TestEnvironmentControls controls;

	private final Sandbox sandbox;

	private final OrderClient till;

	PartnerModesIT(TestEnvironmentControls controls, ServiceClient client) {
		this.controls = controls;
		this.sandbox = controls.sandbox();
		this.till = new OrderClient(client.admin(1));
	}

	@BeforeEach
	@AfterEach
	void allPartnersAreUp() {
		this.controls.restore();
	}

	static Stream<Arguments> everyPartnerInEveryMode() {
		return Stream.of("menu", "inventory", "payment", "customer", "notification", "analytics")
			.flatMap((partner) -> MODES.stream().map((mode) -> Arguments.of(partner, mode)));
	}

	@ParameterizedTest
	@MethodSource("everyPartnerInEveryMode")
	void theOrderIsTakenInTimeAndCompleteOnceThePartnerIsBack(String partner, Mode mode) {
		this.till.take(OrderBody.burgerAt(1), "confirmed");
		this.sandbox.partner(partner).mode(mode, LATE);
		this.sandbox.partner(partner).clearCalls();
		long start = System.nanoTime();
		long id = this.till.take(ORDER.with("customer_id", NEXT_CUSTOMER.incrementAndGet())).required("id").asLong();
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		assertThat(time).isLessThan(BUDGET);

		boolean waitsForTheBank = partner.equals("payment") && WITHOUT_ANSWER.contains(mode);
		if (waitsForTheBank) {
			patiently().until(() -> !this.sandbox.inventory().reservationsOf(id).isEmpty());
			assertThat(this.till.status(id)).isEqualTo("pending");
		}
		else {
			this.till.await(id, "confirmed");
		}
		if (partner.equals("inventory") && WITHOUT_ANSWER.contains(mode)) {
			assertThat(degraded(this.till.order(id))).containsExactly("inventory");
			assertThat(this.sandbox.inventory().reservationsOf(id)).isEmpty();
		}
		boolean isAsked = !partner.equals("menu") && mode != Mode.DOWN;
		List<Integer> recorded = isAsked ? patiently().until(() -> recorded(partner), (calls) -> !calls.isEmpty())
				: recorded(partner);
		assertThat(recorded).isSubsetOf(expected(mode));

		this.sandbox.partner(partner).mode(Mode.UP);
		patiently().untilAsserted(() -> requireComplete(id));
		log.info("{} {}: taken in {} ms, recorded {}, whole in the end", partner, mode, time.toMillis(), recorded);
	}

	private void requireComplete(long id) {
		JsonNode order = this.till.order(id);
		assertThat(order.required("status").asText()).isEqualTo("confirmed");
		assertThat(order.required("payment_status").asText()).isEqualTo("authorized");
		assertThat(degraded(order)).isEmpty();
		assertThat(order.at("/customer/name").asText()).isNotEmpty();
		assertThat(this.sandbox.inventory().reservationsOf(id)).singleElement()
			.extracting(Reservation::state)
			.isEqualTo(Reservation.State.HELD);
		assertThat(this.sandbox.payment().authorizationsOf(id)).singleElement()
			.extracting(Authorization::state)
			.isEqualTo(Authorization.State.AUTHORIZED);
		assertThat(accepted("notification")).filteredOn((call) -> call.json().at("/order/id").asLong() == id)
			.extracting((call) -> call.json().required("template").asText())
			.containsExactly("order_confirmed");
		assertThat(accepted("analytics")).flatMap((call) -> call.json().required("events").valueStream().toList())
			.filteredOn((event) -> event.at("/data/order_id").asLong() == id)
			.extracting((event) -> event.required("event_id").asText())
			.hasSizeGreaterThan(2)
			.doesNotHaveDuplicates();
	}

	/** Statuses that a partner in that mode may answer. */
	private static List<Integer> expected(Mode mode) {
		return Map
			.of(Mode.UP, List.of(200, 201, 202, 204), Mode.SLOW, List.of(200, 201, 202, 204), Mode.ERROR, List.of(500),
					Mode.HANG, List.of(0), Mode.DOWN, List.<Integer>of())
			.get(mode);
	}

	private List<Integer> recorded(String partner) {
		return this.sandbox.partner(partner).calls().stream().map(RecordedCall::status).distinct().toList();
	}

	private List<RecordedCall> accepted(String partner) {
		return this.sandbox.partner(partner).calls().stream().filter((call) -> call.status() == 202).toList();
	}

	private static List<String> degraded(JsonNode order) {
		return order.required("degraded").valueStream().map(JsonNode::asText).toList();
	}

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
	}

}
