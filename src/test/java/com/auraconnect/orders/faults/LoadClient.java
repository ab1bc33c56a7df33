package com.auraconnect.orders.faults;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.ServiceClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of one caller, one after the other, and records each. A write whose
 * outcome is unknown is repeated under its key, at the other replica; now and then it is
 * given up.
 */
final class LoadClient {

	/** The subjects of all clients begin with it. */
	static final String PREFIX = "till-";

	/**
	 * Shorter than many faults, so that requests are repeated while the first one runs.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	/** One in so many writes of unknown outcome is not repeated. */
	private static final int GIVEN_UP = 8;

	/** Before one in so many requests a client goes to the other replica. */
	private static final int MOVES = 8;

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

	private final Site site;

	private final History history;

	private final List<ServiceClient> clients;

	private final String name;

	private final long tenantId;

	private final Random random;

	private final CountDownLatch over;

	private int replica;

	private int writes;

	/**
	 * @param over is zero when no further requests are to be sent
	 */
	LoadClient(Site site, History history, TokenRequest caller, String name, Random random, CountDownLatch over) {
		this.site = site;
		this.history = history;
		this.clients = IntStream.range(0, Site.REPLICAS)
			.mapToObj((number) -> site.client(number).as(caller.as(name)).withTimeout(TIMEOUT))
			.toList();
		this.name = name;
		this.tenantId = caller.tenantId();
		this.random = random;
		this.over = over;
		this.replica = random.nextInt(Site.REPLICAS);
	}

	boolean isOver() {
		return this.over.getCount() == 0;
	}

	/** The key of the next write. */
	String nextKey() {
		return this.name + "-" + (this.writes + 1);
	}

	/**
	 * Sends a write until its outcome is known.
	 * @param target what it is about, {@code order/17}
	 * @return the answer, null if the outcome is unknown
	 */
	@Nullable Answer write(String kind, String target, String method, String path, @Nullable Object body) {
		String key = nextKey();
		this.writes++;
		moveNowAndThen();
		var pause = SHORTEST_PAUSE;
		while (true) {
			var answer = attempt(kind, target, key, method, path, body);
			if (answer != null) {
				return answer;
			}
			if (isOver() || this.random.nextInt(GIVEN_UP) == 0) {
				return null;
			}
			changeReplica();
			pause(pause);
			pause = (pause.compareTo(LONGEST_PAUSE) < 0) ? pause.multipliedBy(2) : pause;
		}
	}

	/** Sends a read once; returns its answer, null if it failed. */
	@Nullable Answer read(String kind, String target, String path) {
		moveNowAndThen();
		var answer = attempt(kind, target, null, "GET", path, null);
		if (answer == null) {
			changeReplica();
			pause(SHORTEST_PAUSE);
		}
		return answer;
	}

	/** Returns null if the outcome is unknown. */
	private @Nullable Answer attempt(String kind, String target, @Nullable String key, String method, String path,
			@Nullable Object body) {
		int asked = this.replica;
		int starts = this.site.replica(asked).starts();
		var client = this.clients.get(asked);
		var start = this.history.now();
		Answer answer = null;
		JsonNode json = MissingNode.getInstance();
		try {
			var received = ((key != null) ? client.withKey(key) : client).send(method, path, body);
			json = json(received);
			answer = received;
		}
		catch (UncheckedIOException ex) {
			// no answer, or one that is no JSON: the outcome is unknown
		}
		var operation = new Operation(this.name, key, kind, target, asked, starts, start, this.history.now(),
				(answer != null) ? answer.status() : 0, json.path("code").asText(), json.path("id").asLong(),
				json.path("version").asInt(), answer != null && answer.isReplay(), isForeign(json));
		this.history.add(operation);
		return operation.isUnknown() ? null : answer;
	}

	/** Whether an order in the answer is of another tenant than the caller's. */
	private boolean isForeign(JsonNode answer) {
		return Stream.concat(Stream.of(answer), answer.path("data").valueStream())
			.map((order) -> order.path("tenant_id").asLong(this.tenantId))
			.anyMatch((tenant) -> tenant != this.tenantId);
	}

	private static JsonNode json(Answer answer) {
		return answer.body().isEmpty() ? MissingNode.getInstance() : answer.json();
	}

	private void moveNowAndThen() {
		if (this.random.nextInt(MOVES) == 0) {
			changeReplica();
		}
	}

	private void changeReplica() {
		this.replica = (this.replica + 1) % Site.REPLICAS;
	}

	/** Waits, at most until the end of the load. */
	void pause(Duration time) {
		try {
			this.over.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
