package com.auraconnect.orders.testing;

import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

import static org.awaitility.Awaitility.await;

/**
 * Sends ordinary requests, one after the other, while a test floods or breaks the
 * service. Has a thread and connections of its own, so that the measured time is the
 * service's and not the test's.
 */
public final class OtherCallers implements AutoCloseable {

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger answered = new AtomicInteger();

	private final ServiceClient client;

	private final List<Function<ServiceClient, Answer>> requests;

	private final ReentrantLock pause = new ReentrantLock(true);

	private final Thread thread;

	private volatile boolean isClosed;

	private volatile long longestNanos;

	private OtherCallers(ServiceClient client, List<Function<ServiceClient, Answer>> requests) {
		this.client = client.unchecked().withOwnConnections();
		this.requests = requests;
		this.thread = Thread.ofPlatform().name("other-callers").start(this::ask);
	}

	/**
	 * Requests health, metrics, an order and a price.
	 * @param orderId an order that the client may see
	 */
	public static OtherCallers of(ServiceClient client, long orderId) {
		return new OtherCallers(client,
				List.of(get("/health"), get("/actuator/health/liveness"), get("/actuator/prometheus"),
						get("/api/v1/orders/" + orderId),
						(caller) -> caller.post("/api/v1/orders/calculate", OrderBody.burgerAt(2))));
	}

	/** Requests that the service answers without Postgres: health, and a cached order. */
	public static OtherCallers withoutPostgres(ServiceClient client, long orderId) {
		return new OtherCallers(client,
				List.of(get("/health"), get("/actuator/health/liveness"), get("/api/v1/orders/" + orderId)));
	}

	private static Function<ServiceClient, Answer> get(String path) {
		return (caller) -> caller.get(path);
	}

	/** Waits until each of the requests has been answered once more. */
	public void awaitAnswers() {
		int before = this.answered.get();
		await().atMost(Duration.ofMinutes(1)).until(() -> this.answered.get() > before + this.requests.size());
	}

	/** Sends nothing while the action runs, after the request under way is answered. */
	public <T> T pausedFor(Supplier<T> action) {
		this.pause.lock();
		try {
			return action.get();
		}
		finally {
			this.pause.unlock();
		}
	}

	/** Time of the slowest answer, in milliseconds. */
	public long longestMillis() {
		return this.longestNanos / 1_000_000;
	}

	/** Requests without an answer, and answers of 5xx except 503. */
	public List<String> failures() {
		return List.copyOf(this.failures);
	}

	@Override
	public void close() {
		this.isClosed = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Time for which this JVM stood still for its own garbage, which is not the
	 * service's.
	 */
	private static long collectionNanos() {
		return TimeUnit.MILLISECONDS.toNanos(ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.mapToLong(GarbageCollectorMXBean::getCollectionTime)
			.sum());
	}

	private void ask() {
		for (int i = 0; !this.isClosed; i++) {
			this.pause.lock();
			try {
				ask(i);
			}
			finally {
				this.pause.unlock();
			}
		}
	}

	private void ask(int i) {
		long start = System.nanoTime() - collectionNanos();
		try {
			note(answer(this.requests.get(i % this.requests.size())));
		}
		catch (UncheckedIOException ex) {
			this.failures.add(ex.toString());
		}
		this.longestNanos = Math.max(this.longestNanos, System.nanoTime() - collectionNanos() - start);
		this.answered.incrementAndGet();
	}

	/**
	 * Repeats a failed request once. A server may close a connection between two requests
	 * (RFC 9112, 9.3.1); HTTP clients repeat a GET then by default.
	 */
	private Answer answer(Function<ServiceClient, Answer> request) {
		try {
			return request.apply(this.client);
		}
		catch (UncheckedIOException ex) {
			return request.apply(this.client);
		}
	}

	private void note(Answer answer) {
		if (answer.status() >= 500 && answer.status() != 503) {
			this.failures.add(answer.toString());
		}
	}

}
