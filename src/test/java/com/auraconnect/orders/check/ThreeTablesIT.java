package com.auraconnect.orders.check;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.PartnerReconciliation;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.SimultaneousPair;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Random evenings at three tables, at a location that fires courses by hand. Whatever
 * happens to the bills, no plate is fired twice, the cents add up, the payment service
 * has taken what the orders show, and the feed tells all of it.
 */
@ServiceTest
class ThreeTablesIT {

	private static final int SEEDS = 3;

	private static final int STEPS = 200;

	private final ServiceClient anyone;

	private final TestEnvironment site;

	ThreeTablesIT(ServiceClient client, TestEnvironment site) {
		this.anyone = client;
		this.site = site;
	}

	@Test
	void anEveningAddsUp() {
		var made = new TreeSet<String>();
		var all = new TreeSet<String>();
		for (long seed = 1; seed <= SEEDS; seed++) {
			var evening = new Evening(Tables.open(this.anyone, "manual"), new Random(seed));
			evening.run();
			evening.end(this.site);
			evening.requireReconciled(this.site);
			evening.requireFiredOnce();
			evening.requireCheckedOut();
			evening.requireToldByTheFeed();
			made.addAll(evening.made);
			all.addAll(evening.steps.keySet());
		}
		assertThat(made).as("steps that were made at least once").isEqualTo(all);
	}

	private static final class Evening {

		private final Tables tables;

		private final ServiceClient client;

		private final Random random;

		private final List<Long> orders = new ArrayList<>();

		/** The open check of each table. */
		private final long[] checks = new long[3];

		private final List<Long> allChecks = new ArrayList<>();

		private final TreeSet<String> made = new TreeSet<>();

		private final Map<String, Runnable> steps = new LinkedHashMap<>();

		Evening(Tables tables, Random random) {
			this.tables = tables;
			this.client = tables.client();
			this.random = random;
			this.steps.put("place", this::place);
			this.steps.put("add", () -> order("/items", Map.of("items", List.of(line(1 + this.random.nextInt(2))))));
			this.steps.put("void",
					() -> order("/items/" + anyLine() + "/void", Map.of("reason", "dropped", "used", false)));
			this.steps.put("confirm", () -> status("confirmed"));
			this.steps.put("prepare", () -> kitchen("/prepare", Map.of()));
			this.steps.put("bump", () -> kitchen("/items/" + anyLine() + "/bump", null));
			this.steps.put("bump again", () -> kitchen("/items/" + anyLine() + "/bump", null));
			this.steps.put("recall", this::bumpAndRecall);
			this.steps.put("fire", () -> kitchen("/courses/2/fire", null));
			this.steps.put("complete", () -> status("completed"));
			this.steps.put("cancel", () -> {
				if (this.random.nextInt(4) == 0) {
					order("/cancel", Map.of("reason", "customer_request"));
				}
			});
			this.steps.put("move", () -> make(this.tables.move(anyOrder(),
					(this.random.nextInt(6) == 0) ? null : this.checks[this.random.nextInt(3)])));
			this.steps.put("merge", this::merge);
			this.steps.put("split", this::split);
			this.steps.put("pay", () -> order("/payments", Map.of("method", "cash", "amount",
					"%d.%02d".formatted(this.random.nextInt(9), this.random.nextInt(1, 100)))));
			this.steps.put("pay check",
					() -> make(this.client.post("/api/v1/checks/" + this.checks[this.random.nextInt(3)] + "/payments",
							Map.of("method", "voucher", "amount", "%d.00".formatted(1 + this.random.nextInt(30))))));
			this.steps.put("pay check by card", this::payByCard);
			this.steps.put("pay order by card", () -> order("/payments", Map.of("method", "card", "amount",
					"%d.%02d".formatted(this.random.nextInt(9), this.random.nextInt(1, 100)), "token", "tok_ok")));
			this.steps.put("change tip", () -> payment((path) -> this.client.patch(path, Map.of("tip_amount", tip()))));
			this.steps.put("void payment", () -> payment((path) -> this.client.delete(path)));
			this.steps.put("refund check", this::refund);
			this.steps.put("adjust",
					() -> order("/adjustments",
							Map.of("kind", "discount", "name", "Sorry", "type", "percentage", "value",
									List.of("10.00", "50.00", "100.00").get(this.random.nextInt(3)), "reason",
									"late")));
			this.steps.put("two at once", this::twoAtOnce);
			this.steps.put("rename", () -> make(this.tables.patch(this.checks[this.random.nextInt(3)],
					Map.of("table_number", "t" + this.random.nextInt(9)))));
			this.steps.put("close", this::close);
		}

		private String step = "";

		private long order;

		void run() {
			for (int table = 0; table < 3; table++) {
				seat(table);
			}
			place();
			var names = List.copyOf(this.steps.keySet());
			for (int i = 0; i < STEPS; i++) {
				this.step = names.get(this.random.nextInt(names.size()));
				anyOrder();
				this.steps.get(this.step).run();
			}
		}

		private String tip() {
			return "%d.%02d".formatted(this.random.nextInt(6), this.random.nextInt(100));
		}

		/** Often pays all that is open. Every fifth card is declined. */
		private void payByCard() {
			var check = this.checks[this.random.nextInt(3)];
			var open = this.tables.get(check).required("balance").asText();
			var amount = (open.startsWith("-") || this.random.nextInt(3) == 0)
					? "%d.00".formatted(1 + this.random.nextInt(30)) : open;
			var tip = (this.random.nextBoolean()) ? tip() : "1.00";
			var answer = this.client.post("/api/v1/checks/" + check + "/payments", Map.of("method", "card", "amount",
					amount, "tip_amount", tip, "token", (this.random.nextInt(5) == 0) ? "tok_declined" : "tok_ok"));
			if (answer.status() != 402) {
				make(answer);
			}
		}

		/** Changes a random payment of a random check. */
		private void payment(Function<String, Answer> change) {
			var check = this.tables.get(anyCheck());
			var payments = check.required("payments");
			if (!payments.isEmpty()) {
				var payment = payments.get(this.random.nextInt(payments.size()));
				make(change.apply("/api/v1/checks/" + Tables.id(check) + "/payments/" + Tables.id(payment)));
			}
		}

		private void refund() {
			var check = this.tables.get(anyCheck());
			var payments = check.required("payments");
			if (!payments.isEmpty()) {
				var payment = payments.get(this.random.nextInt(payments.size()));
				make(this.client.post("/api/v1/checks/" + Tables.id(check) + "/refunds",
						Map.of("payment_id", Tables.id(payment), "amount",
								"%d.%02d".formatted(this.random.nextInt(9), this.random.nextInt(1, 100)), "kind",
								this.random.nextBoolean() ? "goodwill" : "correction", "reason", "cold")));
			}
		}

		/**
		 * Sends two requests about cards, cancellations, completions and merges at once.
		 */
		private void twoAtOnce() {
			int table = this.random.nextInt(3);
			int other = (table + 1) % 3;
			var merge = new AtomicBoolean();
			Supplier<Answer> one = anyCall(this.checks[table]);
			Supplier<Answer> second = (this.random.nextInt(3) > 0) ? anyCall(this.checks[table]) : () -> {
				var answer = this.tables.merge(this.checks[other], this.checks[table]);
				merge.set(answer.status() == 200);
				return answer;
			};
			SimultaneousPair.atOnce(one, second).answers().forEach((answer) -> {
				if (answer.status() != 400 && answer.status() != 402) {
					make(answer);
				}
			});
			if (merge.get()) {
				seat(table);
			}
		}

		private Supplier<Answer> anyCall(long check) {
			var now = this.tables.get(check);
			var orders = now.required("orders");
			var payments = now.required("payments");
			var order = orders.isEmpty() ? 0 : Tables.id(orders.get(this.random.nextInt(orders.size())));
			var payment = payments.isEmpty() ? 0 : Tables.id(payments.get(this.random.nextInt(payments.size())));
			var path = "/api/v1/checks/" + check + "/payments";
			var amount = "%d.00".formatted(1 + this.random.nextInt(30));
			var tip = tip();
			return switch (this.random.nextInt(7)) {
				case 0, 1 -> () -> this.client.post(path,
						Map.of("method", "card", "amount", amount, "tip_amount", tip, "token", "tok_ok"));
				case 2 -> () -> this.client.patch(path + "/" + payment, Map.of("tip_amount", tip));
				case 3 -> () -> this.client.delete(path + "/" + payment);
				case 4 -> () -> this.client.post("/api/v1/checks/" + check + "/refunds",
						Map.of("payment_id", Math.max(payment, 1), "amount", amount, "reason", "cold"));
				case 5 -> () -> this.tables.till().tryToCancel(order);
				default -> () -> this.tables.till().tryToMove(order, "completed");
			};
		}

		private long anyCheck() {
			return this.allChecks.get(this.random.nextInt(this.allChecks.size()));
		}

		/** Ends all orders, some by a cancellation, and waits for their sagas. */
		void end(TestEnvironment site) {
			for (long id : this.orders) {
				if (this.random.nextInt(3) == 0) {
					this.tables.till().tryToCancel(id);
				}
				for (var next : List.of("confirmed", "preparing", "ready", "completed")) {
					this.client.post("/api/v1/kitchen/orders/" + id + "/courses/2/fire", null);
					this.tables.till()
						.order(id)
						.required("items")
						.forEach((line) -> this.client
							.post("/api/v1/kitchen/orders/" + id + "/items/" + Tables.id(line) + "/bump", null));
					this.tables.till().tryToMove(id, next);
				}
				assertThat(this.tables.till().status(id)).isIn("completed", "cancelled");
			}
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(site.database()
					.sql("SELECT * FROM scheduled_tasks WHERE task_instance LIKE '1/%' AND execution_time < :soon")
					.param("soon", OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(5))
					.query()
					.listOfRows()).isEmpty());
		}

		/**
		 * Compares what the payment service has taken with what checks and orders show.
		 */
		void requireReconciled(TestEnvironment site) {
			assertThat(new PartnerReconciliation(site).moneyDiscrepancies(
					this.orders.stream().distinct().map((id) -> this.tables.till().order(id)).toList(),
					this.allChecks.stream().map(this.tables::get).toList()))
				.isEmpty();
		}

		private void seat(int table) {
			this.checks[table] = Tables.id(this.tables.check());
			this.allChecks.add(this.checks[table]);
		}

		private Map<String, Object> line(int course) {
			var line = OrderBody.line(List.of(10L, 15L, 20L).get(this.random.nextInt(3)), 1 + this.random.nextInt(3));
			line.put("course", course);
			return line;
		}

		private void place() {
			var answer = this.client.post("/api/v1/orders", OrderBody.at(this.tables.locationId(), line(1), line(2))
				.with("check_id", this.checks[this.random.nextInt(3)]));
			this.orders.add(Tables.id(Tables.accepted(201, answer)));
			this.made.add("place");
		}

		private long anyOrder() {
			this.order = this.orders.get(this.random.nextInt(this.orders.size()));
			return this.order;
		}

		private long anyLine() {
			var items = this.tables.till().order(this.order).required("items");
			return Tables.id(items.get(this.random.nextInt(items.size())));
		}

		private void bumpAndRecall() {
			var line = lineInKitchen();
			this.client.post("/api/v1/kitchen/orders/" + this.order + "/items/" + line + "/bump", null);
			kitchen("/items/" + line + "/recall", null);
		}

		/** Returns a line that the kitchen makes or has made, or any if there is none. */
		private long lineInKitchen() {
			for (var id : this.orders) {
				var found = this.tables.till().order(id);
				var line = found.required("items")
					.valueStream()
					.filter((item) -> Set.of("preparing", "ready").contains(item.required("status").asText()))
					.findFirst();
				if (line.isPresent() && Set.of("preparing", "ready").contains(found.required("status").asText())) {
					this.order = id;
					return Tables.id(line.get());
				}
			}
			return anyLine();
		}

		private void order(String call, Object body) {
			make(this.client.post("/api/v1/orders/" + this.order + call, body));
		}

		private void status(String status) {
			make(this.client.put("/api/v1/orders/" + this.order + "/status", Map.of("status", status)));
		}

		private void kitchen(String call, Object body) {
			make(this.client.post("/api/v1/kitchen/orders/" + this.order + call, body));
		}

		private void merge() {
			if (this.random.nextInt(3) == 0) {
				int table = this.random.nextInt(3);
				int other = (table + 1) % 3;
				make(this.tables.merge(this.checks[table], this.checks[other]));
				seat(other);
			}
		}

		private void close() {
			int table = this.random.nextInt(3);
			var answer = this.tables.close(this.checks[table]);
			make(answer);
			if (answer.status() == 200) {
				seat(table);
			}
		}

		/**
		 * The money of a cancelled order is given back in the background, perhaps
		 * meanwhile.
		 */
		private void split() {
			var check = this.checks[this.random.nextInt(3)];
			var parts = 1 + this.random.nextInt(7);
			long before;
			Answer answer;
			do {
				before = cents(this.tables.get(check).required("balance"));
				answer = this.tables.split(check, Map.of("by", "equal", "parts", parts));
			}
			while (cents(this.tables.get(check).required("balance")) != before);
			if (before < 0) {
				assertThat(answer.status()).isEqualTo(409);
				return;
			}
			assertThat(sum(Tables.accepted(200, answer))).isEqualTo(before);
			make(answer);
		}

		private static long sum(JsonNode split) {
			return split.required("parts")
				.valueStream()
				.mapToLong((part) -> cents(part.required("total_amount")))
				.sum();
		}

		/** A step may be refused, because the state does not allow it. */
		private void make(Answer answer) {
			assertThat(answer.status()).as(() -> this.step + ": " + answer).isIn(200, 404, 409, 422);
			if (answer.status() == 200) {
				this.made.add(this.step);
			}
		}

		/** Each line was held and then fired, or was never held. */
		void requireFiredOnce() {
			var fired = new HashMap<Long, Integer>();
			var held = new TreeSet<Long>();
			for (var event : feed()) {
				var type = event.required("event_type").asText();
				if (type.equals("order.status_changed") || type.equals("order.item_status_changed")) {
					event.at("/data/items").forEach((moved) -> {
						var line = moved.required("item_id").asLong();
						if (moved.required("new_status").asText().equals("held")) {
							held.add(line);
						}
						if (moved.required("previous_status").asText().equals("held")) {
							fired.merge(line, 1, Integer::sum);
						}
					});
				}
			}
			assertThat(fired.values()).allMatch((times) -> times == 1);
			for (long id : this.orders) {
				this.tables.till().order(id).required("items").forEach((line) -> {
					var status = line.required("status").asText();
					if (held.contains(Tables.id(line)) && !status.equals("held") && !status.equals("voided")) {
						assertThat(fired).containsKey(Tables.id(line));
					}
				});
			}
			var queue = this.client.get("/api/v1/kitchen/orders?location_id=%d", this.tables.locationId())
				.at("/data")
				.valueStream()
				.map(Tables::id)
				.toList();
			assertThat(queue).doesNotHaveDuplicates();
		}

		/** Sums of checks are those of their orders, and each order is on its check. */
		void requireCheckedOut() {
			var on = new HashMap<Long, Long>();
			for (long id : this.allChecks) {
				var check = this.tables.get(id);
				var counted = check.required("orders")
					.valueStream()
					.filter((order) -> !order.required("status").asText().equals("cancelled"))
					.toList();
				for (var column : List.of("subtotal", "discount_amount", "tax_amount", "tip_amount", "total_amount")) {
					assertThat(cents(check.required(column))).as(column)
						.isEqualTo(counted.stream().mapToLong((order) -> cents(order.required(column))).sum());
				}
				assertThat(cents(check.required("balance"))).isEqualTo(check.required("orders")
					.valueStream()
					.mapToLong((order) -> cents(order.required("balance")))
					.sum());
				check.required("orders").forEach((order) -> {
					assertThat(order).isEqualTo(this.tables.till().order(Tables.id(order)));
					on.put(Tables.id(order), id);
				});
			}
			for (long id : this.orders) {
				var check = this.tables.till().order(id).required("check_id");
				assertThat(on.get(id)).isEqualTo(check.isNull() ? null : check.asLong());
			}
		}

		/** Replays the feed and compares the result with what the service shows. */
		void requireToldByTheFeed() {
			var checks = new TreeMap<Long, String>();
			var statuses = new TreeMap<Long, String>();
			var tables = new HashMap<Long, String>();
			var versions = new HashMap<Long, Integer>();
			for (var event : feed()) {
				var data = event.required("data");
				if (event.required("event_type").asText().startsWith("check.")) {
					var id = data.required("check_id").asLong();
					assertThat(data.required("version").asInt()).isEqualTo(versions.merge(id, 1, Integer::sum));
					if (data.has("order_ids")) {
						checks.put(id, data.required("order_ids").toString());
					}
					if (data.has("table_number")) {
						tables.put(id, data.required("table_number").toString());
					}
				}
				else if (data.has("order_id")) {
					statuses.put(data.required("order_id").asLong(),
							data.required("status").asText() + " " + data.required("total_amount").asText());
				}
			}
			assertThat(checks).isEqualTo(this.allChecks.stream()
				.collect(Collectors.toMap((id) -> id,
						(id) -> this.tables.get(id)
							.required("orders")
							.valueStream()
							.map((order) -> order.required("id").toString())
							.collect(Collectors.joining(",", "[", "]")))));
			assertThat(statuses)
				.isEqualTo(this.orders.stream().distinct().collect(Collectors.toMap((id) -> id, (id) -> {
					var order = this.tables.till().order(id);
					return order.required("status").asText() + " " + order.required("total_amount").asText();
				})));
			this.allChecks.forEach((id) -> {
				var check = this.tables.get(id);
				assertThat(tables.get(id)).isEqualTo(check.required("table_number").toString());
				assertThat(versions.get(id)).isEqualTo(check.required("version").asInt());
			});
		}

		/** Waits until all events are numbered, and returns them. */
		private List<JsonNode> feed() {
			var events = new ArrayList<JsonNode>();
			var expected = this.orders.stream()
				.mapToInt((id) -> this.tables.till().order(id).required("version").asInt())
				.sum();
			await().until(() -> {
				events.clear();
				var page = this.client.get("/api/v1/events?location_id=%d&limit=500", this.tables.locationId()).json();
				while (true) {
					page.required("data").forEach(events::add);
					if (!page.at("/meta/has_more").asBoolean()) {
						break;
					}
					page = this.client
						.get("/api/v1/events?location_id=%d&limit=500&after=%s", this.tables.locationId(),
								page.at("/meta/next_after").asText())
						.json();
				}
				return events.stream()
					.filter((event) -> event.has("order_version"))
					.map((event) -> event.at("/data/order_id") + "/" + event.required("order_version"))
					.distinct()
					.count() == expected;
			});
			return events;
		}

		private static long cents(JsonNode amount) {
			return Long.parseLong(amount.asText().replace(".", ""));
		}

	}

}
