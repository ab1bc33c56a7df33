package com.auraconnect.orders.platform.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ReadCounts;
import com.auraconnect.orders.testing.ReplicaTest;
import com.auraconnect.orders.testing.ReplicatedPostgres;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.StatementCounts;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestPostgres;
import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A service with a replica of its database, which lags, crashes and restarts. */
@ReplicaTest
class ReplicaReadsIT {

	private static final Logger log = LoggerFactory.getLogger(ReplicaReadsIT.class);

	private static final int WRITERS = 8;

	/** Rounds per writer; a round is two changes and two reads. */
	private static final int ROUNDS = Integer.getInteger("replica.rounds", 25);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Duration MAX_OVERRUN = Duration.ofSeconds(1);

	private static final Duration MEDIAN_OVERRUN = Duration.ofMillis(100);

	private final ServiceClient client;

	private final TestEnvironment site;

	private final ConsistentReads reads;

	private final StatementCounts statements;

	private final CircuitBreaker circuit;

	private final ReadCounts counts;

	private final Duration budget;

	ReplicaReadsIT(ServiceClient client, TestEnvironment site, ConsistentReads reads, StatementCounts statements,
			CircuitBreakerRegistry circuits, MeterRegistry registry, ReplicaSettings settings) {
		this.client = client.admin(1);
		this.site = site;
		this.reads = reads;
		this.statements = statements;
		this.circuit = circuits.circuitBreaker("read-replica");
		this.counts = new ReadCounts(registry);
		this.budget = settings.budget();
	}

	@BeforeEach
	@AfterEach
	void awaitReplica() {
		Awaitility.await().atMost(TIMEOUT).until(() -> isReadFromReplica() && isCircuitClosed());
	}

	private boolean isReadFromReplica() {
		return read("SELECT pg_is_in_recovery()", Boolean.class);
	}

	private boolean isCircuitClosed() {
		return this.circuit.getState() == State.CLOSED;
	}

	/** Changes are made by two services, one of them without a replica. */
	@Test
	void aClientFindsItsOwnChangesAtOnce() {
		long before = this.counts.byReplica();
		long primary = this.counts.byPrimary();
		try (var other = ServiceProcess.start(this.site.environment())) {
			var clients = List.of(this.client, new ServiceClient(other.url(), this.site.sandbox().tokens()).admin(1));
			var start = System.nanoTime();
			inParallel(WRITERS, (writer) -> IntStream.range(0, ROUNDS).forEach((round) -> {
				var table = "w" + writer + "-" + round + "-" + UUID.randomUUID();
				changeAndFind(clients.get(round % 2), clients.get((round + writer) % 2), table);
			}));
			log.info(
					"{} changes by {} writers and 2 services, each found at once, in {} ms: {} reads by the replica, "
							+ "{} by the primary; since the start {}",
					2 * ROUNDS * WRITERS, WRITERS, (System.nanoTime() - start) / 1_000_000,
					this.counts.byReplica() - before, this.counts.byPrimary() - primary, fallbacks(this.counts));
		}
		assertThat(this.counts.byReplica()).isGreaterThan(before);
	}

	/**
	 * Changes an order and finds it. Its saga may have raised the version once more by
	 * then.
	 */
	private void changeAndFind(ServiceClient first, ServiceClient second, String table) {
		var order = new OrderClient(first).take(OrderBody.burgerAt(2).with("table_number", table));
		assertThat(found(table)).hasSize(1);
		var changed = second.patch("/api/v1/orders/" + order.required("id"), Map.of("notes", table));
		assertThat(changed.status()).as(changed::toString).isEqualTo(200);
		assertThat(found(table)).singleElement()
			.satisfies((version) -> assertThat(version).isGreaterThanOrEqualTo(changed.at("/version").asInt()));
	}

	@Test
	void aLaggingReplicaIsNotRead() {
		var table = "t" + UUID.randomUUID();
		ReplicatedPostgres.pauseReplay();
		try {
			take(table);
			long late = this.counts.byPrimary("late");
			long primary = this.counts.byPrimary();
			var times = LongStream.generate(() -> {
				this.circuit.reset();
				return timeOf(() -> read("SELECT 1", Integer.class));
			}).limit(9).sorted().toArray();
			log.info("reads while the replica does not replay took {} ms; the budget is {} ms", Arrays.toString(times),
					this.budget.toMillis());
			assertThat(this.counts.byPrimary() - primary).isEqualTo(9);
			assertThat(this.counts.byPrimary("late") - late).as("most of them because of the lag")
				.isGreaterThanOrEqualTo(5);
			assertThat(times[4]).as("the median").isLessThan(this.budget.plus(MEDIAN_OVERRUN).toMillis());
			assertThat(times[8]).as("the slowest").isLessThan(this.budget.plus(MAX_OVERRUN).toMillis());
			IntStream.range(0, 30).forEach((i) -> assertThat(found(table)).hasSize(1));
			assertThat(this.counts.byPrimary("spared")).isPositive();
		}
		finally {
			ReplicatedPostgres.resumeReplay();
		}
		awaitReplica();
		assertThat(found(table)).hasSize(1);
	}

	@Test
	void readsSucceedWhileTheReplicaCrashesAndRestarts() {
		var isOver = new AtomicBoolean();
		var changes = new AtomicInteger();
		long before = this.counts.byPrimary();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var writers = IntStream.range(0, 4).mapToObj((i) -> CompletableFuture.runAsync(() -> {
				while (!isOver.get()) {
					changeAndFind(this.client, this.client, "k" + UUID.randomUUID());
					changes.addAndGet(2);
				}
			}, threads)).toList();
			ReplicatedPostgres.replica().kill9();
			Awaitility.await().atMost(TIMEOUT).until(() -> this.counts.byPrimary() > before + 20);
			assertThat(this.client.get("/health").status()).isEqualTo(200);
			ReplicatedPostgres.replica().start();
			long then = this.counts.byReplica();
			Awaitility.await().atMost(TIMEOUT).until(() -> this.counts.byReplica() > then + 20);
			isOver.set(true);
			writers.forEach(CompletableFuture::join);
		}
		finally {
			isOver.set(true);
		}
		log.info("{} changes while the replica was killed and started: each found at once, {} reads by the primary",
				changes, this.counts.byPrimary() - before);
	}

	@Test
	void replicaSessionsHaveTheTenancyOfTheWork() {
		new OrderClient(this.client).take(OrderBody.burgerAt(2));
		var seen = """
				SELECT concat_ws(' ', pg_is_in_recovery(), current_user, current_setting('orders.tenant'),
				                 (SELECT array_agg(DISTINCT tenant_id) FROM orders))
				""";
		awaitReplica();

		assertThat(read(seen, String.class)).isEqualTo("t orders_app 1 {1}");
		assertThat(Tenancy.of(2)
			.<String, RuntimeException>call(
					() -> this.reads.run((database) -> database.sql(seen).query(String.class).single())))
			.isEqualTo("t orders_app 2");
		assertThat(this.reads.<String>run((database) -> database.sql(seen).query(String.class).single()))
			.startsWith("t orders_app")
			.doesNotContain("{");
	}

	@Test
	void aReadIsOneStatementOnTheReplicaAndOneLsnQueryOnThePrimary() {
		Awaitility.await().atMost(TIMEOUT).untilAsserted(() -> {
			var request = UUID.randomUUID().toString();
			var answer = this.client.with("X-Request-Id", request).get("/api/v1/orders?location_id=2");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(this.statements.of(request)).containsExactly("SELECT pg_current_wal_flush_lsn()");
			assertThat(this.statements.toReplica(request)).singleElement().asString().contains("FROM orders");
		});
	}

	@Test
	void aServerThatIsNoReplicaOfThePrimaryIsNotRead() throws SQLException {
		assertThat(fallbacksWith(this.site.databaseUrl())).containsExactly("unfit=1");
		assertThat(fallbacksWith(TestPostgres.newRestaurantDatabase())).containsExactly("unfit=1");
	}

	private List<String> fallbacksWith(String replicaUrl) throws SQLException {
		var primary = PostgresUrl.parse(this.site.databaseUrl());
		var database = new DriverManagerDataSource(primary.jdbc(), primary.user(), primary.password());
		var registry = new SimpleMeterRegistry();
		var meters = new ReplicaMeters(registry);
		try (var pool = new HikariDataSource()) {
			var url = PostgresUrl.parse(replicaUrl);
			pool.setJdbcUrl(url.jdbc());
			pool.setUsername(url.user());
			pool.setPassword(url.password());
			pool.setMaximumPoolSize(1);
			var sessions = new LsnSyncedReplicaDataSource(pool, new PrimaryLsn(database), TIMEOUT, meters);
			var some = new ReplicaReads(sessions, JdbcClient.create(database), CircuitBreaker.ofDefaults("any"),
					meters);
			assertThat(some.<Integer>run((server) -> server.sql("SELECT 1").query(Integer.class).single())).isOne();
		}
		return fallbacks(new ReadCounts(registry));
	}

	/** Returns the fallbacks to the primary by reason, as in {@code [late=3]}. */
	private static List<String> fallbacks(ReadCounts counts) {
		return Arrays.stream(FallbackReason.values())
			.map((reason) -> reason.name().toLowerCase(Locale.ROOT))
			.filter((name) -> counts.byPrimary(name) > 0)
			.map((name) -> name + "=" + counts.byPrimary(name))
			.toList();
	}

	private void take(String table) {
		new OrderClient(this.client).take(OrderBody.burgerAt(2).with("table_number", table));
	}

	/**
	 * Returns the versions of the orders at that table, as the list endpoint shows them.
	 */
	private List<Integer> found(String table) {
		Answer answer = this.client.get("/api/v1/orders?search=" + table);
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		return answer.json().required("data").valueStream().map((order) -> order.required("version").asInt()).toList();
	}

	private <T> T read(String sql, Class<T> type) {
		return Tenancy.of(1)
			.<T, RuntimeException>call(() -> this.reads.run((database) -> database.sql(sql).query(type).single()));
	}

	/** Returns the time of the work in milliseconds. */
	private static long timeOf(Runnable work) {
		long start = System.nanoTime();
		work.run();
		return Duration.ofNanos(System.nanoTime() - start).toMillis();
	}

	private static void inParallel(int workers, IntConsumer work) {
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			var all = IntStream.range(0, workers)
				.mapToObj((worker) -> CompletableFuture.runAsync(() -> work.accept(worker), threads))
				.toList();
			all.forEach(CompletableFuture::join);
		}
	}

}
