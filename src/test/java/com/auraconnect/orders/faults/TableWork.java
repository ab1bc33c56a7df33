package com.auraconnect.orders.faults;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Works on the bill of a table: opens a check, moves orders to it, pays it in cash,
 * merges it into another one and closes it. Each call changes several orders at once,
 * which other tills change, too.
 */
final class TableWork {

	/** The subjects of its clients begin with it. */
	static final String PREFIX = "table-";

	/** Open checks of all tills of a restaurant. */
	private static final int SHARED_CHECKS = 3;

	private final LoadClient client;

	private final Random random;

	private final Queue<Long> checks;

	/**
	 * @param checks of all tills of the restaurant
	 */
	TableWork(LoadClient client, Random random, Queue<Long> checks) {
		this.client = client;
		this.random = random;
		this.checks = checks;
	}

	/**
	 * Takes a step.
	 * @param order of the till's restaurant
	 */
	void work(JsonNode order) {
		var first = (this.checks.size() < SHARED_CHECKS) ? null : this.checks.peek();
		var check = (first != null) ? check(first) : null;
		if (check == null) {
			open(order);
			return;
		}
		switch (this.random.nextInt(6)) {
			case 0, 1 -> join(order, check);
			case 2 -> pay(check);
			case 3 -> rename(check);
			case 4 -> merge(check);
			default -> close(check);
		}
	}

	private @Nullable JsonNode check(long id) {
		var answer = this.client.read("read check", "check/" + id, "/api/v1/checks/" + id);
		return (answer != null && answer.status() == 200) ? answer.json() : null;
	}

	private void open(JsonNode order) {
		var answer = this.client.write("open check", "", "POST", "/api/v1/checks",
				Map.of("location_id", order.required("location_id"), "name", this.client.nextKey()));
		if (answer != null && answer.status() == 201) {
			this.checks.add(answer.at("/id").asLong());
		}
	}

	private void join(JsonNode order, JsonNode check) {
		long id = order.required("id").asLong();
		this.client.write("join", "order/" + id, "PATCH", "/api/v1/orders/" + id,
				Map.of("check_id", check.required("id").asLong()));
	}

	private void pay(JsonNode check) {
		var balance = new BigDecimal(check.required("balance").asText());
		if (balance.signum() > 0) {
			change("pay check", check, "POST", "/payments", Map.of("method", "cash", "amount", balance.toString()));
		}
	}

	private void rename(JsonNode check) {
		change("rename check", check, "PATCH", "", Map.of("name", this.client.nextKey()));
	}

	/** Takes the check away from the others, and merges it into the next one. */
	private void merge(JsonNode check) {
		long id = check.required("id").asLong();
		this.checks.remove(id);
		var into = this.checks.peek();
		if (into != null) {
			this.client.write("merge", "check/" + into, "POST", "/api/v1/checks/" + into + "/merge",
					Map.of("from", new long[] { id }));
		}
	}

	private void close(JsonNode check) {
		change("close check", check, "POST", "/close", null);
		this.checks.remove(check.required("id").asLong());
	}

	private void change(String kind, JsonNode check, String method, String path, @Nullable Object body) {
		long id = check.required("id").asLong();
		this.client.write(kind, "check/" + id, method, "/api/v1/checks/" + id + path, body);
	}

}
