package com.auraconnect.orders.faults;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.RandomOrders;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The evening of one till: takes orders and moves each to its end, with edits, payments,
 * refunds and cancellations on the way. Tills of a restaurant also change each other's
 * newest orders.
 */
final class Workload implements Runnable {

	/** Most time between two actions of a till. */
	private static final Duration PACE = Duration.ofMillis(40);

	/** Orders of a till that have not ended. */
	private static final int OPEN_ORDERS = 6;

	/** Newest orders that all tills of a restaurant change. */
	private static final int SHARED_ORDERS = 4;

	private final LoadClient client;

	private final OrderEdits edits;

	private final TableWork tables;

	private final RandomOrders orders;

	private final Random random;

	private final List<Long> locations;

	private final Queue<Long> shared;

	private final List<Long> open = new ArrayList<>();

	/**
	 * @param locations at which it takes orders
	 * @param shared the newest orders of all tills of the restaurant
	 */
	Workload(LoadClient client, TableWork tables, RandomOrders orders, Random random, List<Long> locations,
			Queue<Long> shared) {
		this.client = client;
		this.edits = new OrderEdits(client, random);
		this.tables = tables;
		this.orders = orders;
		this.random = random;
		this.locations = List.copyOf(locations);
		this.shared = shared;
	}

	@Override
	public void run() {
		while (!this.client.isOver()) {
			if (this.open.size() < OPEN_ORDERS) {
				place();
			}
			else {
				work(this.open.get(this.random.nextInt(this.open.size())));
			}
			this.client.pause(Duration.ofMillis(this.random.nextLong(PACE.toMillis())));
		}
	}

	private void place() {
		var body = this.orders.plain(oneOf(this.locations)).with("metadata", Map.of("key", this.client.nextKey()));
		body = switch (this.random.nextInt(8)) {
			case 0, 1, 2, 3 -> body.paidByCard("tok_ok");
			case 4 -> body.paidByCard("tok_declined");
			case 5 -> body.paidInCash();
			default -> body;
		};
		var answer = this.client.write("place", "", "POST", "/api/v1/orders", body);
		if (answer != null && answer.status() == 201) {
			long id = answer.at("/id").asLong();
			this.open.add(id);
			this.shared.add(id);
			if (this.shared.size() > SHARED_ORDERS) {
				this.shared.poll();
			}
		}
	}

	private void work(long id) {
		var order = order(id);
		if (order == null) {
			return;
		}
		switch (this.random.nextInt(14)) {
			case 0 -> pay(order);
			case 1, 2, 3 -> this.edits.edit(order);
			case 4 -> contend();
			case 5 -> list();
			case 6 -> this.tables.work(order);
			default -> advance(order);
		}
	}

	private @Nullable JsonNode order(long id) {
		var answer = this.client.read("read", "order/" + id, "/api/v1/orders/" + id);
		return (answer != null && answer.status() == 200) ? answer.json() : null;
	}

	/** Moves the order on; now and then it is cancelled. */
	private void advance(JsonNode order) {
		long id = order.required("id").asLong();
		String path = "/api/v1/kitchen/orders/" + id;
		switch (order.required("status").asText()) {
			case "pending" -> confirmOrCancel(id);
			case "confirmed" -> change("prepare", id, "POST", path + "/prepare", Map.of());
			case "preparing" -> cook(order, path);
			case "ready" -> serve(order);
			default -> afterwards(order);
		}
	}

	private void confirmOrCancel(long id) {
		if (this.random.nextInt(4) == 0) {
			change("cancel", id, "POST", "/api/v1/orders/" + id + "/cancel", Map.of("reason", "customer_request"));
		}
		else {
			change("confirm", id, "PUT", "/api/v1/orders/" + id + "/status", Map.of("status", "confirmed"));
		}
	}

	private void cook(JsonNode order, String path) {
		long id = order.required("id").asLong();
		if (this.random.nextInt(2) == 0) {
			change("ready", id, "POST", path + "/ready", null);
		}
		else {
			change("bump", id, "POST", path + "/items/" + this.edits.anyLine(order) + "/bump", null);
		}
	}

	private void serve(JsonNode order) {
		long id = order.required("id").asLong();
		if (new BigDecimal(order.required("balance").asText()).signum() > 0) {
			pay(order);
		}
		change("complete", id, "PUT", "/api/v1/orders/" + id + "/status", Map.of("status", "completed"));
	}

	/** Gives a part of a payment back, perhaps, and forgets the order. */
	private void afterwards(JsonNode order) {
		long id = order.required("id").asLong();
		order.required("payments")
			.valueStream()
			.filter((payment) -> payment.required("status").asText().equals("captured"))
			.filter((payment) -> new BigDecimal(payment.required("amount").asText()).signum() > 0)
			.findFirst()
			.filter((payment) -> this.random.nextInt(2) == 0)
			.ifPresent((payment) -> change("refund", id, "POST", "/api/v1/orders/" + id + "/refunds",
					Map.of("payment_id", payment.required("id").asLong(), "amount", "0.01", "kind", "goodwill",
							"reason", "cold fries")));
		this.open.remove(id);
	}

	private void pay(JsonNode order) {
		long id = order.required("id").asLong();
		var balance = new BigDecimal(order.required("balance").asText());
		var half = balance.divide(BigDecimal.TWO, 2, RoundingMode.DOWN);
		var amount = (this.random.nextInt(3) == 0) ? half : balance;
		if (amount.signum() <= 0) {
			tip(order);
			return;
		}
		Map<String, String> body = switch (this.random.nextInt(3)) {
			case 0 -> Map.of("method", "cash", "amount", amount.toString());
			case 1 -> Map.of("method", "external", "amount", amount.toString(), "reference", this.client.nextKey());
			default -> Map.of("method", "card", "token", "tok_ok", "amount", amount.toString(), "tip_amount", "1.00");
		};
		change("pay", id, "POST", "/api/v1/orders/" + id + "/payments", body);
	}

	private void tip(JsonNode order) {
		long id = order.required("id").asLong();
		order.required("payments")
			.valueStream()
			.filter((payment) -> payment.required("status").asText().equals("authorized"))
			.findFirst()
			.ifPresent((payment) -> change("tip", id, "PATCH",
					"/api/v1/orders/" + id + "/payments/" + payment.required("id").asLong(),
					Map.of("tip_amount", "0.%02d".formatted(this.random.nextInt(1, 100)))));
	}

	/** Changes an order that other tills change at the same moment. */
	private void contend() {
		var id = this.shared.peek();
		if (id != null) {
			this.edits.edit(id);
		}
	}

	/** Reads a page of the newest orders, of a location or all, and the one after it. */
	private void list() {
		String filter = this.random.nextBoolean() ? "&location_id=" + oneOf(this.locations) : "";
		String path = "/api/v1/orders?page_size=10" + filter;
		var page = this.client.read("list", "", path);
		if (page != null && page.at("/meta/has_more").asBoolean()) {
			this.client.read("list", "", path + "&cursor=" + page.text("/meta/next_cursor"));
		}
	}

	private @Nullable Answer change(String kind, long id, String method, String path, @Nullable Object body) {
		return this.client.write(kind, "order/" + id, method, path, body);
	}

	private <T> T oneOf(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

}
