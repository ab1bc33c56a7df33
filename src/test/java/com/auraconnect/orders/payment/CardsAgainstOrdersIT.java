package com.auraconnect.orders.payment;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

import com.auraconnect.orders.reports.Restaurants;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.PartnerReconciliation;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.SimultaneousPair;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random edits, adjustments, payments of every tender, tips, refunds and cancellations of
 * single orders. The payment service has authorized, captured, refunded and voided what
 * the orders say, and what an order says of its money adds up.
 */
@ServiceTest
class CardsAgainstOrdersIT {

	private static final int SEEDS = Integer.getInteger("cards.seeds", 3);

	private static final int STEPS = 250;

	private static final int ORDERS = 12;

	private final TestEnvironment site;

	private final ServiceClient client;

	private final Restaurants restaurants;

	CardsAgainstOrdersIT(TestEnvironment site, ServiceClient client) {
		this.site = site;
		this.client = client;
		this.restaurants = new Restaurants(site.database());
	}

	@Test
	void thePaymentServiceHasWhatTheOrdersSay() {
		var made = new TreeSet<String>();
		var all = new TreeSet<String>();
		var states = new TreeSet<String>();
		for (int seed = 1; seed <= SEEDS; seed++) {
			var day = new Day(seed);
			day.open();
			day.run(STEPS);
			day.settled();
			day.run(STEPS / 3);
			var orders = day.settled();
			assertThat(new PartnerReconciliation(this.site).cardDiscrepancies(orders)).as("seed %d", seed).isEmpty();
			orders.forEach(CardsAgainstOrdersIT::requireIdentities);
			orders.forEach((order) -> states.addAll(statesOfCards(order)));
			made.addAll(day.made);
			all.addAll(day.steps.keySet());
		}
		assertThat(made).as("steps that were made at least once").isEqualTo(all);
		assertThat(states).as("cards in every final state, refunded too")
			.contains("authorized", "captured", "captured and refunded", "captured for less", "declined", "voided");
	}

	private List<String> statesOfCards(JsonNode order) {
		var states = new ArrayList<String>();
		order.required("payments").valueStream().filter(CardsAgainstOrdersIT::isCard).forEach((card) -> {
			states.add(card.required("status").asText());
			if (amount(card, "refunded_amount").signum() > 0) {
				states.add("captured and refunded");
			}
		});
		this.site.sandbox()
			.payment()
			.authorizationsOf(order.required("id").asLong())
			.stream()
			.filter((held) -> held.captured().signum() > 0 && held.captured().compareTo(held.amount()) < 0)
			.forEach((_) -> states.add("captured for less"));
		return states;
	}

	/** Compares the sums of an order with its lines, payments and refunds. */
	private static void requireIdentities(JsonNode order) {
		var total = amount(order, "subtotal").subtract(amount(order, "discount_amount"))
			.add(amount(order, "service_charge_amount"))
			.add(amount(order, "tax_amount"))
			.add(amount(order, "tip_amount"));
		assertThat(amount(order, "total_amount")).as(order::toString).isEqualByComparingTo(total);
		var paid = BigDecimal.ZERO;
		var tips = BigDecimal.ZERO;
		var corrected = BigDecimal.ZERO;
		var refunded = BigDecimal.ZERO;
		for (var payment : order.required("payments")) {
			if (List.of("authorized", "captured").contains(payment.required("status").asText())) {
				paid = paid.add(amount(payment, "amount"));
				tips = tips.add(amount(payment, "tip_amount"));
			}
			var givenBack = BigDecimal.ZERO;
			for (var refund : payment.required("refunds")) {
				var ofBill = amount(refund, "amount").subtract(amount(refund, "tip_amount"));
				givenBack = givenBack.add(amount(refund, "amount"));
				refunded = refunded.add(ofBill);
				corrected = corrected
					.add(refund.required("kind").asText().equals("correction") ? ofBill : BigDecimal.ZERO);
				assertThat(refund.required("status").asText()).as(payment::toString).isEqualTo("done");
			}
			assertThat(amount(payment, "refunded_amount")).as(payment::toString).isEqualByComparingTo(givenBack);
			assertThat(givenBack).as(payment::toString)
				.isLessThanOrEqualTo(amount(payment, "amount").add(amount(payment, "tip_amount")));
		}
		var isCancelled = order.required("status").asText().equals("cancelled");
		var due = isCancelled ? BigDecimal.ZERO : total.subtract(amount(order, "tip_amount"));
		assertThat(amount(order, "paid_amount")).as(order::toString).isEqualByComparingTo(paid);
		assertThat(amount(order, "refunded_amount")).as(order::toString).isEqualByComparingTo(refunded);
		assertThat(amount(order, "tip_amount")).as(order::toString).isEqualByComparingTo(tips);
		assertThat(amount(order, "balance")).as(order::toString)
			.isEqualByComparingTo(due.subtract(amount(order, "rounding_amount"))
				.subtract(paid)
				.add(isCancelled ? refunded : corrected));
		requireRefundsOfLines(order);
	}

	/** The units that were given back are those of the line at most. */
	private static void requireRefundsOfLines(JsonNode order) {
		var units = new HashMap<Long, Integer>();
		order.required("payments")
			.valueStream()
			.flatMap((payment) -> payment.required("refunds").valueStream())
			.flatMap((refund) -> refund.required("items").valueStream())
			.forEach((item) -> units.merge(item.required("item_id").asLong(), item.required("quantity").asInt(),
					Integer::sum));
		for (var line : order.required("items")) {
			assertThat(units.getOrDefault(line.required("id").asLong(), 0)).as(order::toString)
				.isLessThanOrEqualTo(line.required("quantity").asInt());
		}
	}

	private static boolean isCard(JsonNode payment) {
		return payment.required("method").asText().equals("card");
	}

	private static BigDecimal amount(JsonNode node, String field) {
		return new BigDecimal(node.required(field).asText());
	}

	/** A tenant with a location whose cards are captured at once, and one that waits. */
	private final class Day {

		private final long tenant = CardsAgainstOrdersIT.this.restaurants.newTenant();

		private final ServiceClient till = CardsAgainstOrdersIT.this.client.admin(this.tenant);

		private final List<Long> locations = List.of(location(0), location(30));

		private final Random random;

		private final List<Long> orders = new ArrayList<>();

		private final TreeSet<String> made = new TreeSet<>();

		private final Map<String, Runnable> steps = new LinkedHashMap<>();

		private String step = "place";

		private JsonNode order;

		Day(long seed) {
			this.random = new Random(seed);
			this.steps.put("place", () -> place(body()));
			this.steps.put("place with card", () -> place(
					body().with("payment", Map.of("method", "card", "token", token(), "tip_amount", some(3)))));
			this.steps.put("place with cash", () -> place(body().paidInCash()));
			this.steps.put("add", () -> post("/items", Map.of("items", List.of(line()))));
			this.steps.put("change line",
					() -> put("/items/" + anyLine(), Map.of("quantity", 1 + this.random.nextInt(4))));
			this.steps.put("remove line", () -> make(this.till.delete(path("/items/" + anyLine()))));
			this.steps.put("void line", () -> post("/items/" + anyLine() + "/void",
					Map.of("reason", "dropped", "used", this.random.nextBoolean())));
			this.steps.put("prepare", () -> put("/status", Map.of("status", "preparing")));
			this.steps.put("ready", () -> put("/status", Map.of("status", "ready")));
			this.steps.put("complete", () -> put("/status", Map.of("status", "completed")));
			this.steps.put("cancel", () -> {
				if (this.random.nextInt(3) == 0) {
					post("/cancel", Map.of("reason", "customer_request"));
				}
			});
			this.steps.put("order type",
					() -> make(this.till.patch(path(""), Map.of("order_type", oneOf("dine_in", "takeout")))));
			this.steps.put("adjust", this::adjust);
			this.steps.put("take adjustment back",
					() -> make(this.till.delete(path("/adjustments/" + anyOf("adjustments")))));
			this.steps.put("cash", () -> pay("cash", Map.of("tendered", "900.00", "tip_amount", some(2))));
			this.steps.put("card", () -> pay("card", Map.of("token", "tok_ok", "tip_amount", some(2))));
			this.steps.put("tip by card", () -> post("/payments",
					Map.of("method", "card", "amount", "0.00", "tip_amount", some(6), "token", "tok_ok")));
			this.steps.put("other tender",
					() -> pay(oneOf("gift_card", "voucher", "external"), Map.of("reference", "r-1")));
			this.steps.put("change tip", () -> make(changeTip().get()));
			this.steps.put("void payment", () -> make(voidPayment().get()));
			this.steps.put("correction", () -> make(refund("correction").get()));
			this.steps.put("goodwill", () -> make(refund("goodwill").get()));
			this.steps.put("refund lines", () -> make(refundLines().get()));
			this.steps.put("two at once", this::twoAtOnce);
		}

		private long location(int delay) {
			long id = CardsAgainstOrdersIT.this.restaurants.newLocation(this.tenant, "UTC", "00:00");
			var created = this.till.put("/api/v1/locations/" + id,
					Map.of("name", "Till", "time_zone", "UTC", "currency", "USD", "auto_confirm", true, "cash_rounding",
							"0.05", "capture_delay_minutes", delay, "tax_rules",
							List.of(Map.of("name", "City tax", "rate", "0.0825", "level", "order"), Map.of("name",
									"VAT", "rate", "0.10", "inclusive", true, "order_types", List.of("takeout")))));
			assertThat(created.status()).as(created::toString).isEqualTo(200);
			return id;
		}

		void open() {
			for (int i = 0; i < 3; i++) {
				place(body());
			}
		}

		void run(int count) {
			var names = List.copyOf(this.steps.keySet());
			for (int i = 0; i < count; i++) {
				this.step = names.get(this.random.nextInt(names.size()));
				this.order = order(oneOf(this.orders.toArray(Long[]::new)));
				this.steps.get(this.step).run();
			}
		}

		/** Ends most orders and waits for their sagas. */
		List<JsonNode> settled() {
			var client = new OrderClient(this.till);
			for (long id : this.orders) {
				if (this.random.nextInt(6) > 0) {
					List.of("confirmed", "preparing", "ready", "completed")
						.forEach((status) -> client.tryToMove(id, status));
				}
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(CardsAgainstOrdersIT.this.site.database()
					.sql("SELECT * FROM scheduled_tasks WHERE task_instance LIKE ? || '/%' AND execution_time < ?")
					.params(this.tenant, OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(5))
					.query()
					.listOfRows()).isEmpty());
			return this.orders.stream().map(this::order).toList();
		}

		private OrderBody body() {
			return OrderBody.at(oneOf(this.locations.toArray(Long[]::new)), line(), line());
		}

		private Map<String, Object> line() {
			return OrderBody.line(oneOf(10L, 15L, 20L), 1 + this.random.nextInt(4));
		}

		/** A declined card cancels its order. */
		private void place(OrderBody body) {
			if (this.orders.size() < ORDERS) {
				var answer = this.till.post("/api/v1/orders", body);
				assertThat(answer.status()).as(answer::toString).isEqualTo(201);
				this.orders.add(answer.at("/id").asLong());
				this.made.add(this.step);
			}
		}

		private JsonNode order(long id) {
			return this.till.get("/api/v1/orders/%d", id).json();
		}

		private void adjust() {
			var kind = oneOf("discount", "comp", "price", "service_charge");
			var body = new HashMap<String, Object>(
					Map.of("kind", kind, "name", "Manager", "type", "fixed", "value", some(9), "reason", "long wait"));
			if (kind.equals("price") || (!kind.equals("service_charge") && this.random.nextBoolean())) {
				body.put("item_id", anyLine());
			}
			post("/adjustments", body);
		}

		/** Often pays all that is open, in cash rounded to the coin. */
		private void pay(String method, Map<String, Object> more) {
			var body = new HashMap<String, Object>(more);
			var open = amount(this.order, "balance");
			var whole = method.equals("cash") && this.random.nextBoolean()
					? open.multiply(BigDecimal.valueOf(20)).add(new BigDecimal("0.5")).toBigInteger() + "" : null;
			var all = (whole != null) ? new BigDecimal(whole).divide(BigDecimal.valueOf(20)).setScale(2).toString()
					: open.toString();
			body.put("method", method);
			body.put("amount", (open.signum() > 0 && this.random.nextInt(3) > 0) ? all : some(9));
			if (method.equals("card") && this.random.nextInt(5) == 0) {
				body.put("token", "tok_declined");
			}
			var answer = this.till.post(path("/payments"), body);
			if (answer.status() != 402) {
				make(answer);
			}
		}

		private Supplier<Answer> changeTip() {
			var tip = some(5);
			return onPayment(
					(payment) -> () -> this.till.patch(path("/payments/" + payment), Map.of("tip_amount", tip)));
		}

		private Supplier<Answer> voidPayment() {
			return onPayment((payment) -> () -> this.till.delete(path("/payments/" + payment)));
		}

		private Supplier<Answer> refund(String kind) {
			var payments = this.order.required("payments");
			var payment = payments.isEmpty() ? null : payments.get(this.random.nextInt(payments.size()));
			var amount = (payment != null && this.random.nextInt(3) == 0)
					? amount(payment, "amount").add(amount(payment, "tip_amount"))
						.subtract(amount(payment, "refunded_amount"))
						.toString()
					: some(4);
			return onPayment(
					(_) -> () -> this.till.post(path("/refunds"), Map.of("payment_id", payment.required("id").asLong(),
							"amount", amount.equals("0.00") ? "0.01" : amount, "kind", kind, "reason", "cold")));
		}

		private Supplier<Answer> refundLines() {
			var line = anyLine();
			var kind = oneOf("correction", "goodwill");
			return onPayment((payment) -> () -> this.till.post(path("/refunds"), Map.of("payment_id", payment, "items",
					List.of(Map.of("item_id", line, "quantity", 1)), "kind", kind, "reason", "cold")));
		}

		/** Chooses a payment of the order, and prepares a call for it. */
		private Supplier<Answer> onPayment(Function<Long, Supplier<Answer>> call) {
			return this.order.required("payments").isEmpty() ? () -> this.till.delete(path("/payments/1"))
					: call.apply(anyOf("payments"));
		}

		/** Sends two requests about the money of an order at once. */
		private void twoAtOnce() {
			SimultaneousPair.atOnce(anyCall(), anyCall()).answers().forEach((answer) -> {
				if (answer.status() != 402) {
					make(answer);
				}
			});
		}

		private Supplier<Answer> anyCall() {
			var status = this.order.required("status").asText();
			var amount = some(9);
			return switch (this.random.nextInt(8)) {
				case 0 -> changeTip();
				case 1 -> voidPayment();
				case 2 -> refund("correction");
				case 3 -> refundLines();
				case 4 -> () -> this.till.post(path("/cancel"), Map.of("reason", "customer_request"));
				case 5 -> () -> this.till.post(path("/payments"), Map.of("method", "cash", "amount", amount));
				case 6 -> () -> this.till.post(path("/payments"),
						Map.of("method", "card", "amount", amount, "token", "tok_ok"));
				default -> () -> this.till.put(path("/status"),
						Map.of("status", status.equals("ready") ? "completed" : "ready"));
			};
		}

		private void post(String call, Object body) {
			make(this.till.post(path(call), body));
		}

		private void put(String call, Object body) {
			make(this.till.put(path(call), body));
		}

		private String path(String call) {
			return "/api/v1/orders/" + this.order.required("id").asLong() + call;
		}

		/** A step may be refused, because the state does not allow it. */
		private void make(Answer answer) {
			assertThat(answer.status()).as(() -> this.step + ": " + answer).isIn(200, 400, 404, 409, 422);
			if (answer.status() == 200) {
				this.made.add(this.step);
			}
		}

		private long anyLine() {
			return anyOf("items");
		}

		/** Returns the id of an element of a list of the order, 1 if it is empty. */
		private long anyOf(String list) {
			var elements = this.order.required(list);
			return elements.isEmpty() ? 1 : elements.get(this.random.nextInt(elements.size())).required("id").asLong();
		}

		private String token() {
			return (this.random.nextInt(4) == 0) ? "tok_declined" : "tok_ok";
		}

		/** Returns a positive amount. */
		private String some(int most) {
			return "%d.%02d".formatted(this.random.nextInt(most), this.random.nextInt(1, 100));
		}

		@SafeVarargs
		private <T> T oneOf(T... values) {
			return values[this.random.nextInt(values.length)];
		}

	}

}
