package com.auraconnect.orders.testing;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes orders and changes their status over HTTP. A refusal is an
 * {@link AssertionError}. Safe for use by many threads.
 *
 * @param client sends the requests, as its caller
 */
public record OrderClient(ServiceClient client) {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** Places an order; returns it as acknowledged. */
	public JsonNode take(OrderBody body) {
		return granted(201, this.client.post("/api/v1/orders", body));
	}

	/** Places an order and waits until the service has given it that status. */
	public long take(OrderBody body, String status) {
		long id = take(body).required("id").asLong();
		await(id, status);
		return id;
	}

	public JsonNode order(long id) {
		return granted(200, this.client.get("/api/v1/orders/%d", id));
	}

	public String status(long id) {
		return order(id).required("status").asText();
	}

	/** Moves the order through these states, one after the other. */
	public JsonNode move(long id, String... statuses) {
		for (String status : statuses) {
			granted(200, tryToMove(id, status));
		}
		return order(id);
	}

	/** Requests that status and returns the answer, also a refusal. */
	public Answer tryToMove(long id, String status) {
		return this.client.put("/api/v1/orders/" + id + "/status", status.equals("cancelled")
				? Map.of("status", status, "reason", "the guest has left") : Map.of("status", status));
	}

	/** Moves a confirmed order to completed. */
	public JsonNode serve(long id) {
		return move(id, "preparing", "ready", "completed");
	}

	public JsonNode cancel(long id) {
		return granted(200, tryToCancel(id));
	}

	/** Requests the cancellation and returns the answer, also a refusal. */
	public Answer tryToCancel(long id) {
		return this.client.post("/api/v1/orders/" + id + "/cancel", Map.of("reason", "customer_request"));
	}

	/** Waits until the order has that status. */
	public JsonNode await(long id, String status) {
		return await(id, (order) -> order.required("status").asText().equals(status));
	}

	/** Waits until the order satisfies the condition. */
	public JsonNode await(long id, Predicate<JsonNode> state) {
		return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> order(id), state);
	}

	private static JsonNode granted(int status, Answer answer) {
		assertThat(answer.status()).as(answer::toString).isEqualTo(status);
		return answer.json();
	}

}
