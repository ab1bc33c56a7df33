package com.auraconnect.orders;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.sandbox.DemoRestaurants;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.EventFeed;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.SimultaneousCalls;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestPostgres;
import com.auraconnect.orders.testing.TestRedis;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RestoreArgs;
import io.lettuce.core.codec.ByteArrayCodec;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Postgres and Redis crash under a running service, one at a time, and come back. The
 * service recovers without a restart.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ServersAwayIT {

	/** Stays pending, so that nothing but the test changes it. */
	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final PostgresProcess postgres = TestPostgres.ownServer();

	private final RedisProcess redis = TestRedis.ownServer();

	private final TestEnvironment site = site();

	private final ServiceProcess service = ServiceProcess.start(this.site.environment());

	private final ServiceClient client = new ServiceClient(this.service.url(), this.site.sandbox().tokens()).admin(1);

	private final OrderClient till = new OrderClient(this.client);

	private TestEnvironment site() {
		this.postgres.createDatabase("orders");
		return new TestEnvironment(this.postgres.url("orders").toString(), this.redis.url(), Sandbox.start());
	}

	@BeforeAll
	void open() {
		var url = PostgresUrl.parse(this.site.databaseUrl());
		DemoRestaurants.seed(new DriverManagerDataSource(url.jdbc(), url.user(), url.password()));
	}

	@AfterEach
	void allIsWell() {
		assertThat(this.client.get("/health").status()).isEqualTo(200);
	}

	@AfterAll
	void close() {
		this.service.close();
		this.postgres.close();
		this.redis.close();
	}

	@Test
	void withoutPostgresEveryCallIs503WithRetryAfterAndTheServiceRecovers() {
		long before = take();
		long cached = take();
		patiently().until(() -> isCached(cached));
		this.postgres.kill9();
		patiently().until(() -> this.client.get("/health").status() == 503);
		assertThat(this.client.get("/health").text("/status")).isEqualTo("DOWN");
		assertThat(this.client.get("/actuator/health/readiness").text("/status")).isEqualTo("DOWN");
		assertThat(this.client.get("/actuator/health/liveness").text("/status")).isEqualTo("UP");
		for (Answer refused : List.of(this.client.post("/api/v1/orders", BURGER), this.client.get("/api/v1/orders"),
				this.till.tryToMove(before, "confirmed"))) {
			assertThatProblem(refused).is(503, "SERVICE_UNAVAILABLE").hasRetryAfter();
		}
		assertThat(this.till.status(cached)).isEqualTo("pending");
		concurrentRequestsFailTogetherAndSoon();

		this.postgres.start();
		patiently().until(() -> this.client.get("/health").status() == 200);
		long after = take();
		assertThat(this.till.move(before, "confirmed").required("version").asInt()).isEqualTo(2);
		patiently().untilAsserted(() -> assertThat(created()).contains(before, cached, after));
		assertGapless();
	}

	/**
	 * Sends orders at a location that is not in memory yet, with more lines than the
	 * replica has ids left: eighty.
	 */
	private void concurrentRequestsFailTogetherAndSoon() {
		var calls = new SimultaneousCalls();
		calls.add(40, "create", () -> this.client.post("/api/v1/orders", BURGER.and(OrderBody.line(15, 1))));
		calls.add(20, "calculate", () -> this.client.post("/api/v1/orders/calculate", OrderBody.burgerAt(1)));
		calls.add(1, "batch", () -> this.client.post("/api/v1/orders/batch", batch(20)));
		calls.add(2, "scrape", () -> this.client.get("/actuator/prometheus"));
		var outcomes = calls.run();
		assertThat(outcomes).filteredOn((call) -> List.of("create", "calculate").contains(call.name()))
			.allSatisfy((call) -> assertThatProblem(call.answer()).is(503, "SERVICE_UNAVAILABLE").hasRetryAfter());
		assertThat(outcomes).filteredOn((call) -> call.name().equals("batch"))
			.allSatisfy((call) -> assertThat(call.answer().json().at("/results")).hasSize(20)
				.allSatisfy((result) -> assertThat(result.required("status").asInt()).isEqualTo(503)));
		assertThat(outcomes).filteredOn((call) -> !call.name().equals("scrape"))
			.allSatisfy((call) -> assertThat(call.time()).isLessThan(Duration.ofMillis(3500)));
		assertThat(outcomes).filteredOn((call) -> call.name().equals("scrape"))
			.allSatisfy((call) -> assertThat(call.time()).isLessThan(Duration.ofSeconds(1)))
			.allSatisfy((call) -> assertThat(call.answer().body()).contains("orders_active{status=\"pending\"}"));
	}

	private static Map<String, Object> batch(int size) {
		return Map.of("orders",
				IntStream.range(0, size)
					.mapToObj((i) -> OrderBody.burgerAt(1).with("idempotency_key", "offline-" + i))
					.toList());
	}

	@Test
	void withoutRedisOrdersAreTakenAndTheEventsArriveLater() {
		long before = take();
		patiently().until(() -> created().contains(before));
		this.redis.kill9();
		List<Long> meanwhile = IntStream.range(0, 5).mapToObj((i) -> take()).toList();
		assertThat(meanwhile).allSatisfy((id) -> assertThat(this.till.status(id)).isEqualTo("pending"));
		assertThat(this.till.move(before, "confirmed").required("status").asText()).isEqualTo("confirmed");
		assertThat(this.till.status(before)).isEqualTo("confirmed");
		assertThat(this.client.get("/api/v1/orders").status()).isEqualTo(200);
		assertThat(this.client.get("/health").status()).isEqualTo(200);

		this.redis.start();
		patiently().untilAsserted(() -> assertThat(created()).containsSubsequence(meanwhile));
		assertGapless();
		assertThat(this.till.status(before)).isEqualTo("confirmed");
	}

	/**
	 * A replica that becomes the master lacks what was not replicated to it. Its data is
	 * simulated by the earlier values of the same keys.
	 */
	@Test
	void eventsThatRedisLosesArePublishedAgain() {
		long order = take();
		patiently().until(() -> created().contains(order) && isCached(order));
		try (var redis = RedisClient.create(this.redis.url());
				var connection = redis.connect(ByteArrayCodec.INSTANCE)) {
			byte[] stream = "orders:1:2:stream".getBytes(UTF_8);
			byte[] cached = ("order:" + order).getBytes(UTF_8);
			byte[] earlierStream = connection.sync().dump(stream);
			byte[] earlierOrder = connection.sync().dump(cached);
			this.till.move(order, "confirmed");
			long lost = take();
			patiently().until(() -> created().contains(lost));

			connection.sync().restore(stream, earlierStream, RestoreArgs.Builder.ttl(0).replace());
			connection.sync().restore(cached, earlierOrder, RestoreArgs.Builder.ttl(Duration.ofMinutes(30)).replace());
			assertThat(created()).doesNotContain(lost);
			connection.sync().clientKill(KillArgs.Builder.typeNormal().skipme(true));

			patiently().untilAsserted(() -> assertThat(created()).contains(lost));
			patiently().until(() -> !Arrays.equals(connection.sync().dump(cached), earlierOrder));
		}
		assertGapless();
		assertThat(this.till.status(order)).isEqualTo("confirmed");
	}

	/**
	 * Reads the order until Redis has it: Redis may have been too slow for the write when
	 * the order was taken.
	 */
	private boolean isCached(long order) {
		this.till.order(order);
		try (var redis = RedisClient.create(this.redis.url()); var connection = redis.connect()) {
			return connection.sync().exists("order:" + order) == 1;
		}
	}

	private long take() {
		return this.till.take(BURGER).required("id").asLong();
	}

	/** The orders of the {@code order.created} events in the stream, oldest first. */
	private List<Long> created() {
		return this.site.feed(2)
			.entries()
			.stream()
			.filter((entry) -> entry.type().equals("order.created"))
			.map(EventFeed.Entry::orderId)
			.toList();
	}

	/** Redis has lost the entries before its crash; the others must have no gap. */
	private void assertGapless() {
		List<Long> sequences = this.site.feed(2)
			.entries()
			.stream()
			.map((entry) -> entry.event().required("sequence").asLong())
			.toList();
		assertThat(sequences).isNotEmpty()
			.isEqualTo(IntStream.range(0, sequences.size()).mapToObj((i) -> sequences.getFirst() + i).toList());
	}

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
	}

}
