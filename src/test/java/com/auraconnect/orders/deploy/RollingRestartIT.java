package com.auraconnect.orders.deploy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.sandbox.DemoRestaurants;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.LoadBalancer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.PartnerReconciliation;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.ShippedDatabase;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestPostgres;
import com.auraconnect.orders.testing.TestRedis;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Production's shape without containers: three replicas behind nginx with
 * deploy/nginx/nginx.conf, on a database whose roles deploy/postgres/init.sql has made.
 * Under a mixed load replicas are restarted in turn, which no client notices, and one is
 * killed, which fails only what it was doing.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RollingRestartIT {

	private static final Logger log = LoggerFactory.getLogger(RollingRestartIT.class);

	private static final int REPLICAS = 3;

	/** All of them by {@code -Drolling.restarts=3}, in a minute. */
	private static final int RESTARTS = Integer.getInteger("rolling.restarts", 1);

	private static final int TERMINALS = 6;

	/**
	 * Pause between two requests of all terminals, so that a replica can start beside.
	 */
	private static final Duration PACE = Duration.ofMillis(25);

	private final PostgresProcess postgres = TestPostgres.ownServer();

	private final TestEnvironment site = new TestEnvironment(ShippedDatabase.on(this.postgres).toString(),
			TestRedis.ownServer().url(), Sandbox.start());

	private final JdbcClient database = JdbcClient.create(superuser());

	private final List<ServiceProcess> replicas = new ArrayList<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final Queue<Long> created = new ConcurrentLinkedQueue<>();

	/** Permits for the next requests; what the terminals do not use in time is lost. */
	private final Semaphore pace = new Semaphore(0);

	private final LongAdder requests = new LongAdder();

	private volatile boolean isOpen = true;

	private List<String> failedByRestarts = List.of();

	private List<String> failedByKill = List.of();

	@BeforeAll
	void restartAndKill() throws Exception {
		assumeThat(LoadBalancer.isInstalled()).as("nginx is installed").isTrue();
		Map<String, String> environment = this.site.environment();
		environment.put("orders.web.drain", "5s");
		this.replicas.add(ServiceProcess.start(environment));
		this.replicas.addAll(ServiceProcess.start(REPLICAS - 1, environment));
		DemoRestaurants.seed(superuser());
		noteLaterMigration();
		try (var balancer = LoadBalancer.before(this.replicas.stream().mapToInt(ServiceProcess::port).toArray());
				var clock = Executors.newSingleThreadScheduledExecutor();
				var terminals = Executors.newVirtualThreadPerTaskExecutor()) {
			clock.scheduleAtFixedRate(this::permitRequest, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
			var running = start(terminals, new ServiceClient(balancer.url(), this.site.sandbox().tokens()));
			try {
				awaitLoad();
				for (int i = 0; i < RESTARTS; i++) {
					long start = System.nanoTime();
					this.replicas.get(i).stop();
					log.info("replica {} has stopped after {} ms", i, (System.nanoTime() - start) / 1_000_000);
					this.replicas.set(i, ServiceProcess.launch(this.replicas.get(i).port(), environment));
					this.replicas.get(i).awaitUp();
					awaitLoad();
				}
				this.failedByRestarts = List.copyOf(this.failures);
				this.replicas.get(REPLICAS - 1).kill9();
				awaitLoad();
				awaitLoad();
			}
			finally {
				this.isOpen = false;
			}
			for (Future<?> terminal : running) {
				terminal.get();
			}
			this.failedByKill = this.failures.stream().skip(this.failedByRestarts.size()).toList();
			log.info("{} requests; {} failed by {} restarts; {} failed by the kill: {}", this.requests,
					this.failedByRestarts.size(), RESTARTS, this.failedByKill.size(), this.failedByKill);
		}
	}

	/**
	 * A later version has migrated the database; replicas that are restarted are of the
	 * earlier one, as when an upgrade is taken back.
	 */
	private void noteLaterMigration() {
		this.database
			.sql("""
					INSERT INTO flyway_schema_history
					    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
					SELECT max(installed_rank) + 1, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'orders', 1, TRUE
					FROM flyway_schema_history
					""")
			.update();
	}

	private List<Future<?>> start(ExecutorService terminals, ServiceClient client) {
		var running = new ArrayList<Future<?>>();
		for (int i = 0; i < TERMINALS; i++) {
			var terminal = client.withOwnConnections().unchecked().admin(1);
			running.add(terminals.submit(() -> work(terminal)));
		}
		return running;
	}

	private void permitRequest() {
		if (this.pace.availablePermits() < TERMINALS) {
			this.pace.release();
		}
	}

	/** Waits for as many requests as hit every replica several times. */
	private void awaitLoad() {
		long before = this.requests.sum();
		await().atMost(Duration.ofMinutes(3)).until(() -> this.requests.sum() - before > 150);
	}

	@AfterAll
	void close() {
		this.replicas.forEach(ServiceProcess::close);
		this.postgres.close();
	}

	private void work(ServiceClient terminal) {
		while (this.isOpen) {
			var order = call(terminal, "POST", "/api/v1/orders",
					OrderBody.burgerAt(2).and(OrderBody.line(15, 1)).paidByCard("tok_ok"), 201);
			long id = order.required("id").asLong();
			this.created.add(id);
			String path = "/api/v1/orders/" + id;
			awaitCard(terminal, path);
			call(terminal, "PATCH", path, "{\"notes\":\"no onions\"}", 200);
			call(terminal, "DELETE", path + "/items/" + order.at("/items/1/id").asLong(), null, 200);
			call(terminal, "GET", "/api/v1/kitchen/orders?location_id=2&limit=20", null, 200);
			call(terminal, "PUT", path + "/status", "{\"status\":\"cancelled\",\"reason\":\"load\"}", 200);
			call(terminal, "GET", "/api/v1/orders?location_id=2&page_size=5", null, 200);
		}
	}

	/**
	 * Asks until the card is authorized, as a till does before it hands out the receipt.
	 */
	private void awaitCard(ServiceClient terminal, String path) {
		JsonNode order;
		do {
			order = call(terminal, "GET", path, null, 200);
		}
		while (this.isOpen && !order.required("payment_status").asText().equals("authorized"));
	}

	/** Returns the body; of the repetition, if the request has failed. */
	private JsonNode call(ServiceClient terminal, String method, String path, @Nullable Object body, int expected) {
		var keyed = method.equals("GET") ? terminal : terminal.withKey(UUID.randomUUID().toString());
		this.requests.increment();
		this.pace.acquireUninterruptibly();
		String outcome;
		try {
			var answer = keyed.send(method, path, body);
			if (answer.status() == expected) {
				return answer.json();
			}
			outcome = answer.status() + " " + answer.body();
		}
		catch (UncheckedIOException ex) {
			outcome = ex.toString();
		}
		this.failures.add(method + " " + path + ": " + outcome);
		return repeated(() -> keyed.send(method, path, body), expected);
	}

	/** Repeats a request under its key until its answer is final. */
	private static JsonNode repeated(Supplier<Answer> request, int expected) {
		var answer = await().atMost(Duration.ofSeconds(30))
			.pollInSameThread()
			.until(request::get, (given) -> !given.text("/code").equals("IDEMPOTENCY_IN_PROGRESS"));
		assertThat(answer.status()).as(answer.body()).isEqualTo(expected);
		return answer.json();
	}

	@Test
	void noRestartFailsARequest() {
		assertThat(this.failedByRestarts).isEmpty();
	}

	@Test
	void aKillFailsOnlyWhatWasUnderWayAndCanBeRepeated() {
		assertThat(this.failedByKill).hasSizeLessThanOrEqualTo(TERMINALS);
	}

	@Test
	void everyOrderIsThereOnce() {
		assertThat(this.database.sql("SELECT id FROM orders").query(Long.class).list())
			.containsExactlyInAnyOrderElementsOf(this.created);
	}

	@Test
	void everyEventIsPublishedInOrder() {
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(this.site.feed(2).entries())
				.extracting((entry) -> entry.event().required("event_id").asText())
				.isEqualTo(this.database.sql("SELECT event_id::text FROM outbox_events ORDER BY sequence NULLS LAST")
					.query(String.class)
					.list()));
	}

	@Test
	void moneyAndStockReconcile() {
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(
					this.database.sql("SELECT task_name FROM scheduled_tasks WHERE task_instance <> 'recurring'")
						.query(String.class)
						.list())
				.isEmpty());
		var admin = new ServiceClient(this.replicas.getFirst().url(), this.site.sandbox().tokens()).admin(1);
		var orders = this.created.stream().map((id) -> admin.get("/api/v1/orders/%d", id).json()).toList();
		var ofSuperuser = new TestEnvironment(this.postgres.url("orders").toString(), this.site.redisUrl(),
				this.site.sandbox());
		assertThat(new PartnerReconciliation(ofSuperuser, true).discrepancies(orders)).isEmpty();
	}

	@Test
	void theServicesUserIsNoSuperuser() {
		assertThat(this.database.sql("""
				SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = 'orders'
				""").query(Boolean.class).single()).isFalse();
	}

	/** Row-level security does not apply to it. */
	private DriverManagerDataSource superuser() {
		var url = this.postgres.url("orders");
		return new DriverManagerDataSource(url.jdbc(), url.user(), url.password());
	}

}
