package com.auraconnect.orders.outbox;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.testing.Link;
import com.auraconnect.orders.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A Redis whose host vanishes without closing its connections. */
public class UnresponsiveConnectionCloserIT {

	private final RedisProcess server = TestRedis.ownServer();

	private final Link link = new Link(URI.create(this.server.url()).getPort());

	private final ClientResources resources = resources();

	private final RedisClient client = RedisClient.create(this.resources, "redis://127.0.0.1:" + this.link.port());

	/** Client resources as the service configures them. */
	public static ClientResources resources() {
		var builder = DefaultClientResources.builder();
		new RedisReconnection().promptReconnection().customize(builder);
		return builder.build();
	}

	@AfterEach
	void close() {
		this.client.shutdown();
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
		this.link.close();
		this.server.close();
	}

	@Test
	void commandsUseANewConnectionSoon() {
		try (var connection = this.client.connect()) {
			var redis = connection.sync();
			connection.setTimeout(Duration.ofMillis(250));
			assertThat(redis.ping()).isEqualTo("PONG");
			this.link.goDead();
			assertThatExceptionOfType(RedisCommandTimeoutException.class).isThrownBy(redis::ping);

			await().atMost(Duration.ofSeconds(30))
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(redis.ping()).isEqualTo("PONG"));
		}
	}

	@Test
	void anIdleConnectionIsNotClosed() {
		try (var connection = this.client.connect()) {
			var id = connection.sync().clientId();
			await().during(Duration.ofSeconds(7)).until(connection::isOpen);
			assertThat(connection.sync().clientId()).isEqualTo(id);
		}
	}

}
