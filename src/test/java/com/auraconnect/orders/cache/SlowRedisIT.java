package com.auraconnect.orders.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Redis accepts connections but does not answer a service with default settings. */
class SlowRedisIT {

	private static final Logger log = LoggerFactory.getLogger(SlowRedisIT.class);

	private static final int ORDERS = 60;

	private static final Duration PAUSE = Duration.ofSeconds(6);

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	@Test
	void readsOfOrdersStayFast() {
		try (var service = ServiceProcess.start(this.site.environment());
				var redis = RedisClient.create(this.site.redisUrl());
				var connection = redis.connect()) {
			var till = new OrderClient(new ServiceClient(service.url(), this.site.sandbox().tokens()).admin(1));
			Map<Long, JsonNode> orders = take(till);
			awaitLocalExpiry(till);

			double loads = loads(till.client());

			connection.sync().clientPause(PAUSE.toMillis());
			var answer = connection.async().ping();
			List<Duration> times = orders.entrySet().stream().map((order) -> {
				long begin = System.nanoTime();
				JsonNode read = till.order(order.getKey());
				var time = Duration.ofNanos(System.nanoTime() - begin);
				assertThat(read).isEqualTo(order.getValue());
				return time;
			}).sorted().toList();
			assertThat(answer.isDone()).as("Redis has answered").isFalse();
			assertThat(loads(till.client())).as("not from memory").isGreaterThanOrEqualTo(loads + ORDERS);
			Duration median = times.get(ORDERS / 2);
			log.info("{} orders read while Redis is paused: median {} ms, most {} ms", ORDERS, median.toMillis(),
					times.getLast().toMillis());
			assertThat(median).isLessThan(Duration.ofMillis(50));
		}
	}

	/** Takes orders and returns them by id, once their sagas have ended. */
	private Map<Long, JsonNode> take(OrderClient till) {
		List<Long> ids = IntStream.range(0, ORDERS)
			.mapToObj((i) -> till.take(OrderBody.burgerAt(2)).required("id").asLong())
			.toList();
		await().atMost(Duration.ofMinutes(1))
			.until(() -> this.site.database()
				.sql("SELECT count(*) FROM scheduled_tasks WHERE task_instance <> 'recurring'")
				.query(Long.class)
				.single() == 0);
		Map<Long, JsonNode> orders = new LinkedHashMap<>();
		ids.forEach((id) -> orders.put(id, till.order(id)));
		return orders;
	}

	/**
	 * Waits until the local entry of a later order has expired, and so those of all
	 * earlier ones.
	 */
	private static void awaitLocalExpiry(OrderClient till) {
		long later = till.take(OrderBody.burgerAt(2)).required("id").asLong();
		double loads = loads(till.client());
		await().until(() -> {
			till.order(later);
			return loads(till.client()) > loads;
		});
	}

	private static double loads(ServiceClient client) {
		return client.metrics().sum("order_cache_loads_total");
	}

}
