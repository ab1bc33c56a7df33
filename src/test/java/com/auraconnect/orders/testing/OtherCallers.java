package com.auraconnect.orders.testing;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import static org.awaitility.Awaitility.await;

/**
 * Callers who want something ordinary, one after the other, while a test does something
 * else to the service. They have a thread and connections of their own, so that the time
 * of an answer is the service's and not the test's.
 */
public final class OtherCallers implements AutoCloseable {

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger answered = new AtomicInteger();

	private final ServiceClient client;

	private final List<Function<ServiceClient, Answer>> wishes;

	private final Thread thread;

	private volatile boolean isOver;

	private volatile long longestNanos;

	private OtherCallers(ServiceClient client, List<Function<ServiceClient, Answer>> wishes) {
		this.client = client.unchecked().withOwnConnections();
		this.wishes = wishes;
		this.thread = Thread.ofPlatform().name("other-callers").start(this::ask);
	}

	/**
	 * Callers who want health, metrics, an order and a price.
	 * @param orderId an order that the client may see
	 */
	public static OtherCallers of(ServiceClient client, long orderId) {
		return new OtherCallers(client,
				List.of(get("/health"), get("/actuator/health/liveness"), get("/actuator/prometheus"),
						get("/api/v1/orders/" + orderId),
						(caller) -> caller.post("/api/v1/orders/calculate", OrderBody.burgerAt(2))));
	}

	/** Callers who want what there is without Postgres: health, and an order. */
	public static OtherCallers withoutPostgres(ServiceClient client, long orderId) {
		return new OtherCallers(client,
				List.of(get("/health"), get("/actuator/health/liveness"), get("/api/v1/orders/" + orderId)));
	}

	private static Function<ServiceClient, Answer> get(String path) {
		return (caller) -> caller.get(path);
	}

	/** Waits until each of their wishes has been answered once more. */
	public void awaitAnswers() {
		int before = this.answered.get();
		await().atMost(Duration.ofMinutes(1)).until(() -> this.answered.get() > before + this.wishes.size());
	}

	/** How long the slowest answer has taken. */
	public long longestMillis() {
		return this.longestNanos / 1_000_000;
	}

	/** What was not answered, or by a fault of the service. */
	public List<String> failures() {
		return List.copyOf(this.failures);
	}

	@Override
	public void close() {
		this.isOver = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void ask() {
		for (int i = 0; !this.isOver; i++) {
			long start = System.nanoTime();
			try {
				note(answer(this.wishes.get(i % this.wishes.size())));
			}
			catch (UncheckedIOException ex) {
				this.failures.add(ex.toString());
			}
			this.longestNanos = Math.max(this.longestNanos, System.nanoTime() - start);
			this.answered.incrementAndGet();
		}
	}

	/**
	 * A server may close a connection between two requests (RFC 9112, 9.3.1), so what was
	 * sent at that moment is sent once more, as HTTP clients do by themselves with a GET.
	 */
	private Answer answer(Function<ServiceClient, Answer> wish) {
		try {
			return wish.apply(this.client);
		}
		catch (UncheckedIOException ex) {
			return wish.apply(this.client);
		}
	}

	private void note(Answer answer) {
		if (answer.status() >= 500 && answer.status() != 503) {
			this.failures.add(answer.toString());
		}
	}

}
