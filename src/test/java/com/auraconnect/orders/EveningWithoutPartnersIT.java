package com.auraconnect.orders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.MenuItem;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.sandbox.Reservation;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.PartnerReconciliation;
import com.auraconnect.orders.testing.RandomOrders;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestSize;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A busy evening with partners that are down: orders are taken, and afterwards the
 * records of every partner agree with the orders.
 */
@Tag(TestSize.ENDURANCE)
@TestInstance(Lifecycle.PER_CLASS)
class EveningWithoutPartnersIT {

	private static final Logger log = LoggerFactory.getLogger(EveningWithoutPartnersIT.class);

	private static final Terminals TERMINALS = new Terminals(16);

	private static final long SEED = 12;

	private static final int WITH_PARTNERS_DOWN = 500;

	private static final int WITH_CARDS = 200;

	private static final int NEVER_IN_STOCK = 30;

	/** Short back-offs, so that the test takes a minute. */
	private static final String[] FAST_RETRY = { "-Dorders.saga.first-retry=200ms", "-Dorders.saga.longest-retry=2s",
			"-Dresilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=1s" };

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final ServiceProcess service = ServiceProcess.start(this.site.environment(), FAST_RETRY);

	private final OrderClient till = new OrderClient(
			new ServiceClient(this.service.url(), this.site.sandbox().tokens()).admin(1));

	private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());

	@AfterAll
	void close() {
		this.service.close();
	}

	@Test
	void ordersAreTakenWithFivePartnersDown() {
		List<Long> warm = warmMenu();
		List<Partner> down = Stream.of("menu", "inventory", "customer", "notification", "analytics")
			.map(this.site.sandbox()::partner)
			.toList();
		down.forEach((partner) -> partner.mode(Mode.DOWN));
		TERMINALS.share(orders(WITH_PARTNERS_DOWN),
				(order) -> this.taken.add(this.till.take(order.with("customer_id", 123), "confirmed")));
		List<JsonNode> confirmed = this.taken.stream().map(this.till::order).toList();
		assertThat(confirmed).hasSize(WITH_PARTNERS_DOWN)
			.allSatisfy((order) -> assertThat(degraded(order)).contains("inventory"))
			.allSatisfy((order) -> assertThat(this.site.sandbox().inventory().reservationsOf(id(order))).isEmpty());

		down.forEach((partner) -> partner.mode(Mode.UP));
		awaitNoSagas();
		awaitDelivered(this.taken);
		List<JsonNode> orders = Stream.concat(this.taken.stream(), warm.stream()).map(this.till::order).toList();
		assertThat(orders).allSatisfy((order) -> {
			assertThat(order.required("status").asText()).isEqualTo("confirmed");
			assertThat(degraded(order)).doesNotContain("inventory");
			assertThat(this.site.sandbox().inventory().reservationsOf(id(order))).singleElement()
				.extracting(Reservation::state)
				.isEqualTo(Reservation.State.HELD);
		});
		log.info(
				"{} orders were taken and confirmed with five partners down: {} reservations, {} messages and {} "
						+ "events arrived when they were back",
				WITH_PARTNERS_DOWN, this.site.sandbox().inventory().reservations().size(),
				accepted("notification", "/order/id").size(), eventsAccepted().size());
	}

	@Test
	void partnersAgreeWithTheOrdersAfterThePaymentServiceHasFlapped() {
		var random = new Random(SEED);
		List<OrderBody> evening = orders(WITH_CARDS).stream()
			.map((order) -> order.paidByCard((random.nextInt(10) == 0) ? "tok_declined" : "tok_ok"))
			.toList();
		List<Long> flapped = Collections.synchronizedList(new ArrayList<>());
		try (var flapping = Executors.newSingleThreadScheduledExecutor()) {
			var beat = flapping.scheduleAtFixedRate(this::flap, 0, 1, TimeUnit.SECONDS);
			new Terminals(evening.size()).share(evening, (order) -> flapped.add(takeAndServe(order)));
			beat.cancel(false);
		}
		this.site.sandbox().partner("payment").mode(Mode.UP);
		awaitNoSagas();
		List<JsonNode> orders = allOrders();
		Map<String, Long> ends = orders.stream()
			.filter((order) -> flapped.contains(id(order)))
			.collect(Collectors.groupingBy((order) -> order.required("status").asText(), Collectors.counting()));
		List<String> discrepancies = new PartnerReconciliation(this.site).discrepancies(orders);
		log.info("{} orders at once while the payment service came and went: {}, {} discrepancies", WITH_CARDS, ends,
				discrepancies.size());
		assertThat(discrepancies).isEmpty();
		assertThat(ends.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(WITH_CARDS);
		assertThat(ends).containsKeys("confirmed", "cancelled", "completed");
	}

	/** Takes an order; cancels every fourth, and serves every fourth. */
	private long takeAndServe(OrderBody order) {
		long id = id(takeWithRetries(order));
		if (id % 4 == 0) {
			this.till.tryToCancel(id);
		}
		if (id % 4 == 1) {
			Stream.of("confirmed", "preparing", "ready", "completed").forEach((next) -> this.till.tryToMove(id, next));
		}
		return id;
	}

	/** Repeats a request that is answered 503 under the same key. */
	private JsonNode takeWithRetries(OrderBody order) {
		ServiceClient client = this.till.client().withKey(UUID.randomUUID().toString());
		Answer answer = client.post("/api/v1/orders", order);
		for (int again = 0; answer.status() == 503 && again < 20; again++) {
			answer = client.post("/api/v1/orders", order);
		}
		assertThat(answer.status()).as(answer::toString).isEqualTo(201);
		return answer.json();
	}

	private void flap() {
		Partner payment = this.site.sandbox().partner("payment");
		payment.mode((payment.mode() == Mode.UP) ? Mode.DOWN : Mode.UP);
	}

	/** Takes one order of each item, so that all menu items are cached. */
	private List<Long> warmMenu() {
		return this.site.sandbox()
			.menu()
			.items()
			.stream()
			.map(MenuItem::menuItemId)
			.filter((item) -> item != NEVER_IN_STOCK)
			.map((item) -> this.till.take(OrderBody.at(1, OrderBody.line(item, 1)), "confirmed"))
			.toList();
	}

	private List<OrderBody> orders(int count) {
		var random = new RandomOrders(this.site.sandbox().menu().items(), new Random(SEED));
		return IntStream.range(0, count).mapToObj((i) -> random.plain(1)).toList();
	}

	private List<JsonNode> allOrders() {
		return this.site.database()
			.sql("SELECT id FROM orders")
			.query(Long.class)
			.list()
			.stream()
			.map(this.till::order)
			.toList();
	}

	private void awaitNoSagas() {
		patiently().untilAsserted(() -> assertThat(this.site.database()
			.sql("SELECT task_name, task_instance FROM scheduled_tasks WHERE task_instance <> 'recurring'")
			.query()
			.listOfRows()).isEmpty());
	}

	private void awaitDelivered(List<Long> orders) {
		patiently().untilAsserted(() -> {
			assertThat(accepted("notification", "/order/id"))
				.containsAll(orders.stream().map(String::valueOf).toList());
			assertThat(eventsAccepted()).containsAll(
					this.site.database().sql("SELECT event_id::text FROM outbox_events").query(String.class).list());
		});
	}

	private List<String> eventsAccepted() {
		return this.site.sandbox()
			.partner("analytics")
			.calls()
			.stream()
			.filter((call) -> call.status() == 202)
			.flatMap((call) -> call.json().required("events").valueStream())
			.map((event) -> event.required("event_id").asText())
			.toList();
	}

	/** The value at the pointer in the body of each call that the partner accepted. */
	private List<String> accepted(String partner, String pointer) {
		return this.site.sandbox()
			.partner(partner)
			.calls()
			.stream()
			.filter((call) -> call.status() == 202)
			.map((call) -> call.json().at(pointer).asText())
			.toList();
	}

	private static List<String> degraded(JsonNode order) {
		return order.required("degraded").valueStream().map(JsonNode::asText).toList();
	}

	private static long id(JsonNode order) {
		return order.required("id").asLong();
	}

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(250));
	}

}
