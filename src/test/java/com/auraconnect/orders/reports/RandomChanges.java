package com.auraconnect.orders.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.auraconnect.orders.sandbox.MenuItem;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.RandomOrders;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.Terminals;
import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes random changes in random order: orders, some of them from terminals that were
 * offline for days, status changes, added items, voids, adjustments, payments with tips,
 * refunds and cancellations. The service refuses what an order's state does not allow.
 */
public final class RandomChanges {

	private static final int TERMINALS = 8;

	private final ServiceClient client;

	private final List<Long> locations;

	private final Random random;

	private final RandomOrders orders;

	private final List<Long> taken = new CopyOnWriteArrayList<>();

	/**
	 * @param client an admin's client
	 */
	public RandomChanges(ServiceClient client, List<MenuItem> menu, List<Long> locations, long seed) {
		this.client = client;
		this.locations = locations;
		this.random = new Random(seed);
		this.orders = new RandomOrders(menu, this.random);
	}

	/** Makes that many changes and returns when all are answered. */
	public void make(int count) {
		new Terminals(TERMINALS).share(IntStream.range(0, count).mapToObj((i) -> next()).toList(), Runnable::run);
	}

	private Runnable next() {
		long which = this.random.nextLong();
		return switch (this.random.nextInt(14)) {
			case 0, 1, 2 -> take(order());
			case 3 -> takeLate(order(), this.random.nextInt(6 * 24 * 60));
			case 4, 5 -> on(which, "PUT", "status", Map.of("status", "preparing"));
			case 6 -> on(which, "PUT", "status", Map.of("status", "ready"));
			case 7 -> on(which, "POST", "cancel", Map.of("reason", "customer_request"));
			case 8 -> on(which, "POST", "items", Map.of("items", List.of(OrderBody.line(20, 3))));
			case 9 -> on(which, "POST", "adjustments", Map.of("kind", this.random.nextBoolean() ? "comp" : "discount",
					"name", "House", "type", "percentage", "value", "50", "reason", "long wait"));
			case 12 -> refund(which);
			case 13 -> voidLine(which);
			case 10 -> on(which, "PUT", "status", Map.of("status", "completed"));
			default -> on(which, "POST", "payments", Map.of("method", "cash", "amount", "1.00", "tip_amount", "2.50"));
		};
	}

	private OrderBody order() {
		return this.orders.rich(this.locations.get(this.random.nextInt(this.locations.size()))).without("customer_id");
	}

	private Runnable take(OrderBody body) {
		return () -> remember(this.client.post("/api/v1/orders", body).at("/id").asLong());
	}

	private Runnable takeLate(OrderBody body, int minutes) {
		return () -> {
			Instant placedAt = Clock.tickMillis(ZoneOffset.UTC).instant().minusSeconds(60L * minutes);
			var late = body.with("placed_at", placedAt.toString())
				.with("idempotency_key", UUID.randomUUID().toString());
			Answer answer = this.client.post("/api/v1/orders/batch", Map.of("orders", List.of(late)));
			remember(answer.at("/results/0/order/id").asLong());
		};
	}

	/**
	 * Not every order is accepted: some cards are declined, some fixed discounts too
	 * high.
	 */
	private void remember(long id) {
		if (id != 0) {
			this.taken.add(id);
		}
	}

	private Runnable refund(long which) {
		return onOne(which, (order) -> send("POST", order, "refunds", Map.of("payment_id",
				order.at("/payments/0/id").asLong(1), "amount", "0.50", "kind", "goodwill", "reason", "cold")));
	}

	private Runnable voidLine(long which) {
		return onOne(which, (order) -> send("POST", order, "items/" + order.at("/items/0/id").asLong() + "/void",
				Map.of("reason", "dropped", "used", false)));
	}

	private void send(String method, JsonNode order, String what, Object body) {
		var answer = this.client.send(method, "/api/v1/orders/" + order.required("id").asLong() + "/" + what, body);
		assertThat(answer.status()).as(answer::toString).isIn(200, 201, 400, 409, 422);
	}

	private Runnable onOne(long which, Consumer<JsonNode> change) {
		return () -> {
			List<Long> some = List.copyOf(this.taken);
			if (!some.isEmpty()) {
				change.accept(this.client.get("/api/v1/orders/%d", some.get(Math.floorMod(which, some.size()))).at(""));
			}
		};
	}

	private Runnable on(long which, String method, String what, Object body) {
		return () -> {
			List<Long> some = List.copyOf(this.taken);
			if (!some.isEmpty()) {
				long id = some.get(Math.floorMod(which, some.size()));
				Answer answer = this.client.send(method, "/api/v1/orders/" + id + "/" + what, body);
				assertThat(answer.status()).as(answer::toString).isIn(200, 201, 409, 422);
			}
		};
	}

}
