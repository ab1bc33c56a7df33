package com.auraconnect.orders.order;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.DatabaseLock;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Fetching of customer details in the background. Each test uses a customer of its own.
 */
@OutageTest
class CustomerFetchingIT {

	/** Timeout of a call to the customer service. */
	private static final int ATTEMPTS = 3;

	private static final long UNKNOWN_CUSTOMER = 4711;

	/**
	 * Upper limit for a create that calls the menu and inventory services only, on a busy
	 * machine.
	 */
	private static final Duration AT_ONCE = Duration.ofSeconds(3);

	private final ServiceClient client;

	private final OrderClient till;

	private final TestEnvironmentControls controls;

	private final Partner partner;

	private final JdbcClient database;

	private final TestEnvironment site;

	private final CircuitBreaker circuit;

	CustomerFetchingIT(ServiceClient client, TestEnvironmentControls controls, TestEnvironment site,
			CircuitBreakerRegistry circuits) {
		this.client = client.staff(1, 2L);
		this.till = new OrderClient(this.client);
		this.controls = controls;
		this.partner = controls.sandbox().partner("customer");
		this.database = site.database();
		this.site = site;
		this.circuit = circuits.circuitBreaker("customer");
	}

	@BeforeEach
	@AfterEach
	void resetPartners() {
		this.controls.restore();
	}

	@Test
	void detailsAreAddedAfterTheOrderWasTaken() {
		JsonNode taken = this.till.take(by(1));
		assertThat(taken.required("customer_id").asLong()).isEqualTo(1);
		assertThat(taken.required("customer").isNull()).isTrue();

		JsonNode known = awaitCustomer(taken);
		assertThat(known.required("customer"))
			.hasToString("{\"id\":1,\"name\":\"Ben Brooks\",\"email\":\"ben.brooks.1@example.com\","
					+ "\"phone\":\"+1-202-555-0101\"}");
		assertThat(known.required("version").asInt()).isGreaterThan(taken.required("version").asInt());
		assertThat(calls("/customers/1")).isEqualTo(1);
	}

	@Test
	void aKnownCustomerIsOnTheOrderFromTheFirstVersion() {
		awaitCustomer(this.till.take(by(2)));
		JsonNode next = this.till.take(by(2));
		assertThat(next.at("/customer/name").asText()).isEqualTo("Chloe Castillo");
		assertThat(next.required("version").asInt()).isEqualTo(1);
		assertThat(calls("/customers/2")).isEqualTo(1);
	}

	@Test
	void eventsAndTrackingContainNoPersonalDetails() {
		long id = id(awaitCustomer(this.till.take(by(3))));
		JsonNode events = this.client.get("/api/v1/orders/%d/events", id).at("/data");
		assertThat(events).filteredOn((event) -> event.at("/data/changed").toString().equals("[\"customer\"]"))
			.singleElement()
			.satisfies((event) -> {
				assertThat(event.at("/event_type").asText()).isEqualTo("order.updated");
				assertThat(event.at("/data/customer_id").asLong()).isEqualTo(3);
			});
		await().untilAsserted(() -> assertThat(this.site.feed(2).entries()).anyMatch(
				(entry) -> entry.orderId() == id && entry.event().at("/data/changed").toString().contains("customer")));
		assertThat(this.site.feed(2).entries()).noneMatch((entry) -> isPersonal(entry.event().toString()));
		assertThat(isPersonal(events.toString())).isFalse();
		String tracked = this.client.get("/api/v1/track/%s", this.till.order(id).at("/tracking_code").asText()).body();
		assertThat(isPersonal(tracked)).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "DOWN", "ERROR", "HANG", "SLOW" })
	void ordersSucceedWhileTheCustomerServiceIsUnavailable(Mode mode) {
		long customer = 10 + mode.ordinal();
		this.partner.mode(mode, Duration.ofSeconds(2));
		long start = System.nanoTime();
		JsonNode taken = this.till.take(by(customer));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
		assertThat(taken.required("degraded")).isEmpty();
		this.till.move(id(taken), "confirmed", "preparing", "ready", "completed");
		await().until(() -> this.circuit.getMetrics().getNumberOfFailedCalls() >= ATTEMPTS);

		this.partner.mode(Mode.UP);
		assertThat(awaitCustomer(taken).at("/customer/id").asLong()).isEqualTo(customer);
	}

	@Test
	void anUnknownCustomerIsFetchedOncePerDay() {
		JsonNode taken = this.till.take(by(UNKNOWN_CUSTOMER));
		await().until(() -> calls("/customers/" + UNKNOWN_CUSTOMER) == 1);
		await().until(() -> wanted() == 0);
		this.till.take(by(UNKNOWN_CUSTOMER));
		assertThat(wanted()).isZero();
		assertThat(this.till.order(id(taken)).required("customer").isNull()).isTrue();

		ageDetails();
		this.till.take(by(UNKNOWN_CUSTOMER));
		await().until(() -> calls("/customers/" + UNKNOWN_CUSTOMER) == 2);
	}

	@Test
	void outdatedDetailsAreFetchedAgain() {
		long before = id(awaitCustomer(this.till.take(by(20))));
		this.database.sql("UPDATE customers SET phone = 'old' WHERE id = 20").update();
		assertThat(this.till.take(by(20)).at("/customer/phone").asText()).isEqualTo("old");
		assertThat(calls("/customers/20")).isEqualTo(1);

		ageDetails();
		assertThat(this.till.take(by(20)).at("/customer/phone").asText()).isEqualTo("old");
		await().until(() -> this.till.take(by(20)).at("/customer/phone").asText().equals("+1-202-555-0120"));
		assertThat(calls("/customers/20")).isEqualTo(2);
		assertThat(this.till.order(before).at("/version").asInt()).as("version of the earlier order").isEqualTo(2);
	}

	/** A replica whose clock is ahead does not ask for every customer again. */
	@Test
	void theAgeOfDetailsIsByTheClockOfTheDatabase() {
		awaitCustomer(this.till.take(by(21)));
		this.controls.clock().advance(Duration.ofHours(25));
		awaitCustomer(this.till.take(by(21)));
		assertThat(wanted()).isZero();
		assertThat(calls("/customers/21")).isEqualTo(1);
	}

	private void ageDetails() {
		this.database.sql("UPDATE customers SET fetched_at = fetched_at - interval '25 hours'").update();
	}

	@Test
	void aPatchOfTheCustomerAddsTheNewDetails() {
		awaitCustomer(this.till.take(by(21)));
		long id = id(awaitCustomer(this.till.take(by(22))));

		assertThat(patch(id, 21L).at("/customer/id").asLong()).isEqualTo(21);
		JsonNode newCustomer = patch(id, 23L);
		assertThat(newCustomer.required("customer").isNull()).isTrue();
		assertThat(awaitCustomer(newCustomer).at("/customer/id").asLong()).isEqualTo(23);
		JsonNode withoutCustomer = patch(id, null);
		assertThat(withoutCustomer.required("customer").isNull()).isTrue();
		assertThat(this.client.get("/api/v1/orders/%d/events", id).at("/data").findParents("changed"))
			.extracting((data) -> data.required("changed").toString())
			.contains("[\"customer_id\",\"customer\"]")
			.contains("[\"customer\"]");
	}

	/**
	 * Covers an order that has read no details and is not committed yet when the details
	 * are written to the other orders.
	 */
	@Test
	void anOrderThatCommitsDuringTheFetchGetsTheDetails() {
		this.database.sql("INSERT INTO customers (tenant_id, id, fetched_at) VALUES (1, 25, now())").update();
		CompletableFuture<JsonNode> taken;
		try (var lock = DatabaseLock.onWritesTo(this.site, "outbox_events")) {
			taken = CompletableFuture.supplyAsync(() -> this.till.take(by(25)));
			lock.awaitWaiting(1);
			this.database.sql("UPDATE customers SET wanted_at = now() WHERE id = 25").update();
			await().until(() -> calls("/customers/25") == 1);
			lock.awaitWaiting(2);
		}
		assertThat(taken.join().required("customer").isNull()).isTrue();
		awaitCustomer(taken.join());
	}

	/**
	 * Searches for the whole prefix of a phone number: an event id may contain "555-0" by
	 * chance.
	 */
	private static boolean isPersonal(String text) {
		return text.contains("example.com") || text.contains("+1-202-555-0") || text.contains("Diego");
	}

	private static OrderBody by(long customerId) {
		return OrderBody.burgerAt(2).with("customer_id", customerId);
	}

	private JsonNode patch(long id, @Nullable Long customerId) {
		Answer answer = this.client.patch("/api/v1/orders/" + id, "{\"customer_id\":" + customerId + "}");
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		return answer.json();
	}

	private JsonNode awaitCustomer(JsonNode order) {
		return this.till.await(id(order), (now) -> now.required("customer").isObject());
	}

	private long calls(String path) {
		return this.partner.calls().stream().filter((call) -> call.path().equals(path)).count();
	}

	private long wanted() {
		return this.database.sql("SELECT count(*) FROM customers WHERE wanted_at IS NOT NULL")
			.query(Long.class)
			.single();
	}

	private static long id(JsonNode order) {
		return order.required("id").asLong();
	}

}
