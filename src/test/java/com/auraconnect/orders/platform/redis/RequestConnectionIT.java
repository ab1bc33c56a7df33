package com.auraconnect.orders.platform.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.testing.Link;
import com.auraconnect.orders.testing.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A replica starts while Redis accepts connections but does not answer. */
class RequestConnectionIT {

	private static final int REQUESTS = 40;

	private final RedisProcess server = TestRedis.ownServer();

	private final Link link = new Link(URI.create(this.server.url()).getPort());

	private final LettuceConnectionFactory factory = factory(this.link.port());

	private final RequestConnection connection = new RequestConnection(this.factory);

	private static LettuceConnectionFactory factory(int port) {
		var factory = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port),
				LettuceClientConfiguration.builder().commandTimeout(Duration.ofMillis(250)).build());
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	@AfterEach
	void close() {
		this.connection.stop();
		this.factory.destroy();
		this.link.close();
		this.server.close();
	}

	@Test
	void requestsDoNotWaitForTheConnectionAndItOpensWhenRedisAnswers() throws Exception {
		this.link.swallow(true);
		this.connection.start();
		long begin = System.nanoTime();
		assertThat(pings()).containsOnly("refused");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(500));

		this.link.swallow(false);
		await().atMost(Duration.ofSeconds(30)).until(this.connection::isOpen);
		assertThat(pings()).containsOnly("PONG");
	}

	@Test
	void theFirstRequestFindsAnOpenConnection() throws Exception {
		this.connection.start();
		assertThat(pings()).containsOnly("PONG");
	}

	/** Sends {@link #REQUESTS} pings at once. */
	private List<String> pings() throws InterruptedException {
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			return executor
				.invokeAll(IntStream.range(0, REQUESTS).<Callable<String>>mapToObj((i) -> this::ping).toList())
				.stream()
				.map((answer) -> answer.resultNow())
				.toList();
		}
	}

	private String ping() {
		try (var redis = this.connection.get()) {
			return redis.ping();
		}
		catch (RedisConnectionFailureException ex) {
			return "refused";
		}
	}

}
