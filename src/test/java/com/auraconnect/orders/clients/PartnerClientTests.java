package com.auraconnect.orders.clients;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.http.WireFormat;
import com.auraconnect.orders.order.Analytics;
import com.auraconnect.orders.order.CustomerDirectory;
import com.auraconnect.orders.order.DeliveryResult;
import com.auraconnect.orders.order.Inventory;
import com.auraconnect.orders.order.MenuItem;
import com.auraconnect.orders.order.MenuService;
import com.auraconnect.orders.order.Notifications;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.Payments;
import com.auraconnect.orders.order.UnusablePartnerAnswer;
import com.auraconnect.orders.platform.tracing.RequestId;
import com.auraconnect.orders.platform.tracing.TraceContext;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.springboot3.bulkhead.autoconfigure.BulkheadAutoConfiguration;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration;
import io.github.resilience4j.springboot3.timelimiter.autoconfigure.TimeLimiterAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Runs the clients with their production settings against misbehaving partners. */
class PartnerClientTests {

	private static final Money ELEVEN = Money.of("11.00");

	private static final Notifications.Message MESSAGE = new Notifications.Message("order_ready", "{\"id\":1}", null);

	/** Slack for a busy machine, on top of any time limit. */
	private static final Duration LENIENCY = Duration.ofSeconds(4);

	private static final List<String> PARTNERS = List.of("menu", "inventory", "inventory-check", "payment", "customer",
			"notification", "analytics");

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(PartnerSettings.class)
	@Import(WireFormat.class)
	static class Settings {

	}

	private static void with(URI partner, Consumer<ApplicationContext> test) {
		runner(partner).run(test::accept);
	}

	/** Runs with a time limit of one second for a call with all its attempts. */
	private static void withinASecond(URI partner, Consumer<ApplicationContext> test) {
		runner(partner).withPropertyValues("resilience4j.timelimiter.configs.default.timeout-duration=1s")
			.run(test::accept);
	}

	private static ApplicationContextRunner runner(URI partner) {
		return new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer())
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class,
					CircuitBreakerAutoConfiguration.class, RetryAutoConfiguration.class,
					BulkheadAutoConfiguration.class, TimeLimiterAutoConfiguration.class))
			.withUserConfiguration(Settings.class, PartnerClients.class)
			.withPropertyValues(PARTNERS.stream()
				.map((name) -> "orders.partners." + name + ".url=" + partner)
				.toArray(String[]::new))
			.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE");
	}

	/** Runs that overlap may make two reservations for one order. */
	@ParameterizedTest
	@MethodSource("reservationCalls")
	void anIdempotencyKeyNamesOneReservation(BiConsumer<Inventory, String> call) throws IOException {
		try (var partner = OddServer.answering(200, "{}")) {
			with(partner.url(), (context) -> List.of("res_1", "res_1", "res_2")
				.forEach((id) -> call.accept(context.getBean(Inventory.class), id)));
			var keys = partner.heads()
				.stream()
				.flatMap(String::lines)
				.filter((line) -> line.startsWith("Idempotency-Key:"))
				.toList();
			assertThat(keys).hasSize(3);
			assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
		}
	}

	private static Stream<BiConsumer<Inventory, String>> reservationCalls() {
		return Stream.of((inventory, id) -> inventory.release(1, 42, id),
				(inventory, id) -> inventory.commit(1, 42, id, 1, List.of()),
				(inventory, id) -> inventory.change(1, 42, id, 1, List.of()));
	}

	private static Stream<Arguments> calls() {
		return Stream.of(
				Arguments.of("menu", 2, call(
						(context) -> context.getBean(MenuService.class).ask(1, 1, MinorUnit.of("EUR"), List.of()))),
				Arguments.of("inventory-check", 1,
						call((context) -> context.getBean(Inventory.class).shortages(1, 1, List.of()))),
				Arguments.of("inventory", 5,
						call((context) -> context.getBean(Inventory.class).reserve(1, 1, 1, List.of()))),
				Arguments.of("payment", 5,
						call((context) -> context.getBean(Payments.class)
							.authorize(1, 1, 1, Money.of("1.00"), "USD", "tok_ok"))),
				Arguments.of("customer", 5, call((context) -> context.getBean(CustomerDirectory.class).find(1, 1))),
				Arguments.of("notification", 5,
						call((context) -> context.getBean(Notifications.class).send(1, "k", MESSAGE))),
				Arguments.of("analytics", 5,
						call((context) -> context.getBean(Analytics.class).record(1, "k", List.of("{}")))));
	}

	private static Consumer<ApplicationContext> call(Consumer<ApplicationContext> call) {
		return call;
	}

	private static Stream<Arguments> callsThatAGuestWaitsFor() {
		return calls().filter((call) -> List.of("menu", "inventory-check", "payment").contains(call.get()[0]));
	}

	@ParameterizedTest(name = "{0} within {1} s")
	@MethodSource("callsThatAGuestWaitsFor")
	void anAnswerThatDripsIsAbandonedAtTheTimeout(String name, int seconds, Consumer<ApplicationContext> call)
			throws IOException {
		try (var server = OddServer.dripping()) {
			with(server.url(), (context) -> {
				long start = System.nanoTime();
				assertThatExceptionOfType(PartnerUnavailable.class).isThrownBy(() -> call.accept(context))
					.withStackTraceContaining("gave no answer within");
				assertThat(Duration.ofNanos(System.nanoTime() - start))
					.isLessThan(Duration.ofSeconds(seconds).plus(LENIENCY));
				await().untilAsserted(
						() -> assertThat(server.dropped()).as("connections dropped").isEqualTo(server.heads().size()));
				await().untilAsserted(() -> assertThat(circuit(context, name).getMetrics().getNumberOfFailedCalls())
					.isEqualTo(server.heads().size()));
			});
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("calls")
	void theCircuitOpensAfterFiveFailures(String name, int seconds, Consumer<ApplicationContext> call)
			throws IOException {
		try (var server = OddServer.answering(500, "{}")) {
			with(server.url(), (context) -> {
				IntStream.range(0, 6)
					.forEach((i) -> assertThatExceptionOfType(PartnerUnavailable.class)
						.isThrownBy(() -> call.accept(context))
						.satisfies((ex) -> assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(30))));
				assertThat(circuit(context, name).getState()).isEqualTo(CircuitBreaker.State.OPEN);
				assertThat(server.heads()).hasSize(5);
			});
		}
	}

	@Test
	void aRefusedConnectionIsAttemptedThreeTimes() throws IOException {
		with(closedPort(), (context) -> {
			assertThatExceptionOfType(PartnerUnavailable.class)
				.isThrownBy(() -> context.getBean(CustomerDirectory.class).find(1, 1));
			assertThat(circuit(context, "customer").getMetrics().getNumberOfFailedCalls()).isEqualTo(3);
		});
	}

	/** A card that was never sent needs no void. */
	@Test
	void aRequestThatWasNeverSentIsReportedAsNotArrived() throws IOException {
		with(closedPort(), (context) -> assertArrivalPossible(context, false));
		try (var server = OddServer.answering(500, "{}")) {
			with(server.url(), (context) -> {
				assertArrivalPossible(context, true);
				circuit(context, "payment").transitionToOpenState();
				assertArrivalPossible(context, false);
			});
		}
		try (var server = OddServer.answering(201, "{}")) {
			with(server.url(), (context) -> assertArrivalPossible(context, true));
		}
		try (var server = OddServer.dripping()) {
			withinASecond(server.url(), (context) -> assertArrivalPossible(context, true));
		}
	}

	private static void assertArrivalPossible(ApplicationContext context, boolean isPossible) {
		assertThatExceptionOfType(PartnerUnavailable.class)
			.isThrownBy(() -> context.getBean(Payments.class).authorize(1, 1, 1, Money.of("1.00"), "USD", "tok_ok"))
			.satisfies((ex) -> assertThat(ex.isArrivalPossible()).isEqualTo(isPossible));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 404, 409, 422 })
	void aRefusalIsAnAnswer(int status) throws IOException {
		try (var server = OddServer.answering(status, "{}")) {
			with(server.url(), (context) -> {
				IntStream.range(0, 6).forEach((i) -> {
					assertThat(context.getBean(Notifications.class).send(1, "k", MESSAGE))
						.isEqualTo(DeliveryResult.REFUSED);
					assertThat(context.getBean(Analytics.class).record(1, "k", List.of("{}")))
						.isEqualTo(DeliveryResult.REFUSED);
				});
				assertThat(server.heads()).as("no retries").hasSize(12);
			});
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 429, 500, 502, 503, 504 })
	void anErrorStatusIsAnOutage(int status) throws IOException {
		try (var server = OddServer.answering(status, "{}")) {
			with(server.url(), (context) -> {
				assertThatExceptionOfType(PartnerUnavailable.class)
					.isThrownBy(() -> context.getBean(Notifications.class).send(1, "k", MESSAGE));
				assertThatExceptionOfType(PartnerUnavailable.class)
					.isThrownBy(() -> context.getBean(CustomerDirectory.class).find(1, 1));
				assertThat(server.heads()).as("each tried three times").hasSize(6);
			});
		}
	}

	/** An unexpected answer about one order must not stop all payments. */
	@Test
	void anUnforeseenAnswerOpensNoCircuit() throws IOException {
		try (var server = OddServer.answering(409, "{}")) {
			with(server.url(), (context) -> {
				IntStream.range(0, 6)
					.forEach((i) -> assertThatExceptionOfType(PartnerUnavailable.class)
						.isThrownBy(() -> context.getBean(Payments.class).capture(1, 1, 1, "auth", ELEVEN, ELEVEN)));
				assertThat(server.heads()).hasSize(6);
				assertThat(circuit(context, "payment").getState()).isEqualTo(CircuitBreaker.State.CLOSED);
			});
		}
	}

	/** An earlier call, whose response was lost, has settled it already. */
	@ParameterizedTest
	@CsvSource({ "404", "409" })
	void stockNoLongerHeldCountsAsSettled(int status) throws IOException {
		try (var server = OddServer.answering(status, "{}")) {
			with(server.url(), (context) -> {
				context.getBean(Inventory.class).commit(1, 1, "res", 1, List.of());
				context.getBean(Inventory.class).release(1, 1, "res");
				assertThat(server.heads()).hasSize(2);
			});
		}
	}

	@Test
	void onlyAnAuthorizationMayBeUnknownAlready() throws IOException {
		try (var server = OddServer.answering(404, "{}")) {
			with(server.url(), (context) -> {
				var payments = context.getBean(Payments.class);
				payments.cancel(1, 1, 1, "auth");
				assertThatExceptionOfType(PartnerUnavailable.class)
					.isThrownBy(() -> payments.capture(1, 1, 1, "auth", ELEVEN, ELEVEN));
				assertThatExceptionOfType(PartnerUnavailable.class)
					.isThrownBy(() -> payments.refund(1, 1, 1, "auth", Money.of("1.00")));
			});
		}
	}

	@ParameterizedTest
	@CsvSource({ "JPY, 1299, 1299", "JPY, 1299.00, 1299", "KWD, 12.99, 12.990", "KWD, 12.995, 12.995",
			"JPY, 9999999999, 9999999999" })
	void aPriceOfTheMenuHasTheDecimalsOfTheCurrency(String currency, String answered, String expected)
			throws IOException {
		try (var server = OddServer.answering(200, menu(answered))) {
			with(server.url(), (context) -> assertThat(menu(context, currency).get(10L).price()).hasToString(expected));
		}
	}

	@ParameterizedTest
	@CsvSource({ "JPY, 12.99, has more decimals than the currency", "KWD, 12.9905, has more decimals than the currency",
			"KWD, 10000000.000, is more than can be stored", "JPY, 10000000000, is more than can be stored" })
	void aPriceThatTheCurrencyDoesNotHaveIsUnusable(String currency, String answered, String rule) throws IOException {
		try (var server = OddServer.answering(200, menu(answered))) {
			with(server.url(),
					(context) -> assertThatExceptionOfType(UnusablePartnerAnswer.class)
						.isThrownBy(() -> menu(context, currency))
						.withMessageEndingWith("items[0].price " + rule));
		}
	}

	private static String menu(String price) {
		return "{\"items\": [{\"menu_item_id\": 10, \"name\": \"Soup\", \"price\": \"%s\", \"available\": true}]}"
			.formatted(price);
	}

	private static Map<Long, MenuItem> menu(ApplicationContext context, String currency) {
		return context.getBean(MenuService.class).ask(1, 1, MinorUnit.of(currency), List.of());
	}

	@Test
	void aMissingCustomerIsAnAnswer() throws IOException {
		try (var server = OddServer.answering(404, "{}")) {
			with(server.url(), (context) -> assertThat(context.getBean(CustomerDirectory.class).find(1, 7)).isEmpty());
		}
	}

	@Test
	void everyCallCarriesItsTenant() throws IOException {
		try (var server = OddServer.answering(202, "{}")) {
			with(server.url(), (context) -> {
				var parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
				try (var _ = RequestId.begin("r-1", TraceContext.of(parent, "congo=1"))) {
					context.getBean(Analytics.class).record(7, "event-1", List.of("{}"));
				}
				context.getBean(Analytics.class).record(7, "event-2", List.of("{}"));
			});
			assertThat(server.heads().getFirst()).contains("X-Request-Id: r-1", "X-Tenant-Id: 7",
					"Idempotency-Key: event-1", "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-",
					"tracestate: congo=1", "application/json");
			assertThat(Arrays.stream(server.heads().getLast().split("\r\n")))
				.anyMatch((line) -> line.matches("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-01"))
				.noneMatch(
						(line) -> line.contains("4bf92f3577b34da6a3ce929d0e0e4736") || line.startsWith("tracestate"));
		}
	}

	private static Stream<Arguments> unusableAnswers() {
		var item = "{'items': [{'menu_item_id': 10, 'name': 'Soup', 'price': '1.00', 'available': true%s}]}";
		return Stream.of(unusable("menu", 200, "{}", "items is missing"),
				unusable("menu", 200, "[]", "the body is not of the agreed form"),
				unusable("menu", 200, "{'items': [null]}", "items is missing"),
				unusable("menu", 200,
						"{'items': [{'menu_item_id': 0, 'name': 'Soup', 'price': '1.00', 'available': true}]}",
						"items[0].menu_item_id is not positive"),
				unusable("menu", 200, "{'items': [{'menu_item_id': 10, 'price': '1.00', 'available': true}]}",
						"items[0].name is missing"),
				unusable("menu", 200,
						"{'items': [{'menu_item_id': 10, 'name': '%s', 'price': '1.00', 'available': true}]}"
							.formatted("x".repeat(201)),
						"items[0].name is longer than 200 characters"),
				unusable("menu", 200,
						"{'items': [{'menu_item_id': 10, 'name': 'So\\u0000up', 'price': '1.00', 'available': true}]}",
						"items[0].name has control characters or broken ones"),
				unusable("menu", 200, "{'items': [{'menu_item_id': 10, 'name': 'Soup', 'available': true}]}",
						"items[0].price is missing"),
				unusable("menu", 200,
						"{'items': [{'menu_item_id': 10, 'name': 'Soup', 'price': '1.001', 'available': true}]}",
						"items[0].price has more decimals than the currency"),
				unusable("menu", 200,
						"{'items': [{'menu_item_id': 10, 'name': 'Soup', 'price': '100000000.00', 'available': true}]}",
						"items[0].price is more than can be stored"),
				unusable("menu", 200, "{'items': [{'menu_item_id': 10, 'name': 'Soup', 'price': '1.00'}]}",
						"items[0].available is missing"),
				unusable("menu", 200, item.formatted(", 'station': '" + "x".repeat(51) + "'"),
						"items[0].station is longer than 50 characters"),
				unusable("menu", 200, item.formatted(", 'tax_category': '" + "x".repeat(51) + "'"),
						"items[0].tax_category is longer than 50 characters"),
				unusable("menu", 200, item.formatted(", 'modifiers': [{'id': 1, 'name': 'Egg'}]"),
						"items[0].modifiers[0].price is missing"),
				unusable("menu", 200, item.formatted(", 'modifiers': [{'id': 1, 'name': 'Egg', 'price': '-1.001'}]"),
						"items[0].modifiers[0].price has more decimals than the currency"),
				unusable("menu", 200,
						item.formatted(", 'modifiers': [{'id': 1, 'name': 'Egg', 'price': '1.00'},"
								+ " {'id': 1, 'name': 'Ham', 'price': '2.00'}]"),
						"items[0].modifiers has an id twice"),
				unusable("inventory-check", 200, "{}", "available is missing"),
				unusable("inventory-check", 200, "{'available': true}", "shortages is missing"),
				unusable("inventory-check", 200, "{'available': false, 'shortages': []}",
						"available contradicts shortages"),
				unusable("inventory-check", 200, "{'available': false, 'shortages': [{'menu_item_id': -1}]}",
						"shortages[0].menu_item_id is not positive"),
				unusable("inventory", 201, "{}", "reservation_id is missing"),
				unusable("inventory", 201, "{'reservation_id': ''}", "reservation_id is blank"),
				unusable("inventory", 201, "{'reservation_id': '..'}", "reservation_id is no name"),
				unusable("inventory", 409, "{}", "shortages is missing"),
				unusable("inventory", 409, "{'shortages': []}", "shortages is empty"),
				unusable("payment", 201, "{'last_four': '4242'}", "authorization_id is missing"),
				unusable("payment", 201, "{'authorization_id': {}}", "authorization_id is not of the agreed form"),
				unusable("payment", 201, "{'authorization_id': '%s'}".formatted("x".repeat(1001)),
						"authorization_id is longer than 1000 characters"),
				unusable("payment", 402, "{}", "decline_code is missing"),
				unusable("payment", 402, "{'decline_code': '%s'}".formatted("x".repeat(101)),
						"decline_code is longer than 100 characters"),
				unusable("customer", 200, "{'name': 'Ada'}", "id is missing"),
				unusable("customer", 200, "{'id': 2, 'name': 'Ada'}", "id is not the requested one"),
				unusable("customer", 200, "{'id': 1, 'name': 'A\\ud83dda'}",
						"name has control characters or broken ones"),
				unusable("customer", 200, "{'id': 1, 'email': '%s'}".formatted("x".repeat(1001)),
						"email is longer than 1000 characters"));
	}

	private static Arguments unusable(String partner, int status, String body, String fault) {
		var call = calls().filter((known) -> known.get()[0].equals(partner)).findFirst().orElseThrow().get()[2];
		return Arguments.of(partner, status, body.replace('\'', '"'), fault, call);
	}

	/** Such a response is no answer, and does not open the circuit either. */
	@ParameterizedTest(name = "{0}: {3}")
	@MethodSource("unusableAnswers")
	void anAnswerThatViolatesTheContractIsUnusable(String name, int status, String body, String fault,
			Consumer<ApplicationContext> call) throws IOException {
		try (var server = OddServer.answering(status, body)) {
			with(server.url(), (context) -> {
				IntStream.range(0, 6)
					.forEach((i) -> assertThatExceptionOfType(UnusablePartnerAnswer.class)
						.isThrownBy(() -> call.accept(context))
						.withMessageEndingWith("answer cannot be used: " + fault));
				assertThat(server.heads()).as("no retries").hasSize(6);
				assertThat(circuit(context, name).getState()).isEqualTo(CircuitBreaker.State.CLOSED);
			});
		}
	}

	@Test
	void anAuthorizationOrReservationWithATooLongIdCanBeUndone() throws IOException {
		var longest = "x".repeat(100);
		assertHolds("{\"authorization_id\": \"" + longest + "\", \"last_four\": \"4242\"}",
				new Payments.Answer.Authorized(longest, "4242"));
		assertHolds("{\"authorization_id\": \"" + longest + "\"}", new Payments.Answer.Authorized(longest, null));
		assertHolds("{\"authorization_id\": \"" + longest + "x\"}",
				new Payments.Answer.Unstorable(longest + "x", "authorization_id is longer than 100 characters"));
		assertHolds("{\"authorization_id\": \"a\", \"last_four\": \"4242424242424242\"}",
				new Payments.Answer.Unstorable("a", "last_four is longer than 4 characters"));
		try (var server = OddServer.answering(201, "{\"reservation_id\": \"" + longest + "x\"}")) {
			with(server.url(),
					(context) -> assertThat(context.getBean(Inventory.class).reserve(1, 1, 1, List.of()))
						.isEqualTo(new Inventory.Answer.Unstorable(longest + "x",
								"reservation_id is longer than 100 characters")));
		}
	}

	private static void assertHolds(String body, Payments.Answer expected) throws IOException {
		try (var server = OddServer.answering(201, body)) {
			with(server.url(),
					(context) -> assertThat(
							context.getBean(Payments.class).authorize(1, 1, 1, Money.of("1.00"), "USD", "tok_ok"))
						.isEqualTo(expected));
		}
	}

	/**
	 * A proxy may have answered instead of the partner, so the call is retried as after
	 * an outage.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "<html>", "{\"authorization_id\":", "{\"authorization_id\": \"a" })
	void aBodyThatIsNotJsonIsAnOutage(String body) throws IOException {
		try (var server = OddServer.answering(201, body)) {
			with(server.url(),
					(context) -> assertThatExceptionOfType(PartnerUnavailable.class).isThrownBy(
							() -> context.getBean(Payments.class).authorize(1, 1, 1, Money.of("1.00"), "USD", "tok_ok"))
						.withMessage("The payment service does not answer"));
		}
	}

	private static CircuitBreaker circuit(ApplicationContext context, String name) {
		return context.getBean(CircuitBreakerRegistry.class).circuitBreaker(name);
	}

	private static URI closedPort() throws IOException {
		try (var socket = new ServerSocket(0)) {
			return URI.create("http://127.0.0.1:" + socket.getLocalPort());
		}
	}

}
