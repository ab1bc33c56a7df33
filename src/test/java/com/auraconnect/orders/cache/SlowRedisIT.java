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

/** Redis is there and does not answer, on a service that is set up as shipped. */
class SlowRedisIT {

	private static final Logger log = LoggerFactory.getLogger(SlowRedisIT.class);

	private static final int ORDERS = 60;

	private static final Duration PAUSE = Duration.ofSeconds(6);

	private final TestEnvironment site = TestEnvironment.withRestaurants().withOwnRedis();

	@Test
	void whoReadsAnOrderHardlyNotices() {
		try (var service = ServiceProcess.start(this.site.environment());
				var redis = RedisClient.create(this.site.redisUrl());
				var connection = redis.connect()) {
			var till = new OrderClient(new ServiceClient(service.url(), this.site.sandbox().tokens()).admin(1));
			Map<Long, JsonNode> orders = take(till);
			awaitForgotten(till);

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
			log.info("{} orders read while Redis stands still: median {} ms, most {} ms", ORDERS, median.toMillis(),
					times.getLast().toMillis());
			assertThat(median).isLessThan(Duration.ofMillis(50));
		}
	}

	/** By their ids, as they are once nothing more happens to them by itself. */
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

	/** Once the replica has to ask for a later order, it has to ask for all before. */
	private static void awaitForgotten(OrderClient till) {
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
