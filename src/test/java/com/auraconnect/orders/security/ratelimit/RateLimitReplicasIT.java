package com.auraconnect.orders.security.ratelimit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestRedis;
import com.auraconnect.orders.testing.TestSize;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

/**
 * Enforces rate limits over three replicas with one Redis: a caller gets no more by using
 * several of them. The limits are the real ones. The window is longer, so that no test
 * outlasts it, and the wait for Redis is longer too, for a busy machine.
 */
@Tag(TestSize.TAG)
@TestInstance(Lifecycle.PER_CLASS)
class RateLimitReplicasIT {

	private static final Logger log = LoggerFactory.getLogger(RateLimitReplicasIT.class);

	/** A cheap request, answered with 404. */
	private static final String CHEAP = "/api/v1/orders/0";

	private static final int STAFF_LIMIT = TestSize.of(1200, 6000);

	private static final String LONG_MINUTE = "-Dorders.rate-limits.window=10m";

	private static final AtomicInteger CALLERS = new AtomicInteger(1000);

	private final RedisProcess redis = TestRedis.ownServer();

	private final TestEnvironment site = new TestEnvironment(TestEnvironment.withRestaurants().databaseUrl(),
			this.redis.url(), Sandbox.start());

	private final List<ServiceProcess> replicas = List.of(launch(), launch(), launch());

	private ServiceProcess launch() {
		return ServiceProcess.launch(this.site.environment(), LONG_MINUTE, "-Dorders.rate-limits.staff=" + STAFF_LIMIT,
				"-Dorders.rate-limits.customer=100", "-Dorders.rate-limits.patience=2s");
	}

	@BeforeAll
	void open() {
		this.replicas.forEach(ServiceProcess::awaitUp);
	}

	@AfterAll
	void close() {
		this.replicas.forEach(ServiceProcess::close);
		this.redis.close();
	}

	@BeforeEach
	void everyReplicaUsesRedis() {
		this.replicas.forEach((replica) -> await().until(() -> {
			var newcomer = TokenRequest.customer(1, CALLERS.incrementAndGet());
			return remaining(client(this.replicas.getFirst(), newcomer)) == 99
					&& remaining(client(replica, newcomer)) == 98;
		}));
	}

	@Test
	void twoReplicasShareOneQuota() {
		int granted = granted(TokenRequest.customer(1, 701), this.replicas.subList(0, 2), 200);

		log.info("two replicas have granted {} of 100 requests", granted);
		assertThat(granted).isCloseTo(100, withinPercentage(5));
	}

	@Test
	void threeReplicasShareOneQuota() {
		int granted = granted(TokenRequest.staff(1, 1L).as("everywhere"), this.replicas, STAFF_LIMIT * 5 / 4);

		log.info("three replicas have granted {} of {} requests", granted, STAFF_LIMIT);
		assertThat(granted).isCloseTo(STAFF_LIMIT, withinPercentage(5));
	}

	@Test
	void withoutRedisEachReplicaStillLimits() {
		this.redis.kill9();
		try {
			assertThat(granted(TokenRequest.customer(1, 702), this.replicas.subList(2, 3), 120)).isEqualTo(100);
		}
		finally {
			this.redis.start();
		}
	}

	@Test
	void whileRedisHangsEachReplicaStillLimits() {
		try (var client = RedisClient.create(this.redis.url()); var connection = client.connect()) {
			connection.sync().clientPause(4000);
			assertThat(granted(TokenRequest.customer(1, 704), this.replicas.subList(2, 3), 120)).isEqualTo(100);
		}
	}

	/** Sends requests to the replicas in turn and returns how many were granted. */
	private int granted(TokenRequest caller, List<ServiceProcess> replicas, int requests) {
		var clients = replicas.stream().map((replica) -> client(replica, caller)).toList();
		var granted = new AtomicInteger();
		new Terminals(8).share(IntStream.range(0, requests).boxed().toList(), (Integer i) -> {
			var answer = clients.get(i % clients.size()).get(CHEAP);
			if (answer.status() == 404) {
				granted.incrementAndGet();
			}
			else {
				assertThatProblem(answer).is(429, "RATE_LIMITED").hasRetryAfter();
			}
		});
		return granted.get();
	}

	/** Sends a request and returns how many remain. */
	private static int remaining(ServiceClient client) {
		return client.get(CHEAP).header("X-RateLimit-Remaining").map(Integer::valueOf).orElseThrow();
	}

	private ServiceClient client(ServiceProcess replica, TokenRequest caller) {
		return new ServiceClient(replica.url(), this.site.sandbox().tokens()).as(caller);
	}

}
