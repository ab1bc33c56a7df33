package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A Redis that is no longer the master, and leaves its connections open. */
class WriteRefusalCloserIT {

	private final RedisProcess server = TestRedis.ownServer();

	private final ClientResources resources = UnresponsiveConnectionCloserIT.resources();

	private final RedisClient client = RedisClient.create(this.resources, this.server.url());

	private final RedisCommands<String, String> redis = this.client.connect().sync();

	private final long connection = this.redis.clientId();

	@AfterEach
	void close() {
		this.client.shutdown();
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
		this.server.close();
	}

	@Test
	void aRefusedWriteOfADemotedServerEndsTheConnection() {
		this.redis.replicaof("127.0.0.1", 1);
		await().until(() -> reconnectedAfter(() -> this.redis.set("key", "value")));
	}

	@Test
	void aRefusedWriteOfAScriptEndsTheConnection() {
		this.redis.replicaof("127.0.0.1", 1);
		await().until(() -> reconnectedAfter(
				() -> this.redis.eval("return redis.call('SET', KEYS[1], '')", ScriptOutputType.STATUS, "key")));
	}

	@Test
	void aWriteRefusedForMissingReplicasEndsTheConnection() {
		this.redis.configSet("min-replicas-to-write", "1");
		await().until(() -> reconnectedAfter(() -> this.redis.set("key", "value")));
	}

	@Test
	void otherRefusalsKeepTheConnection() {
		this.redis.lpush("list", "value");
		await().during(Duration.ofMillis(1500)).until(() -> {
			assertThatExceptionOfType(RedisCommandExecutionException.class).isThrownBy(() -> this.redis.get("list"));
			return this.redis.clientId() == this.connection;
		});
	}

	private boolean reconnectedAfter(Runnable write) {
		assertThatExceptionOfType(RedisException.class).isThrownBy(write::run);
		return this.redis.clientId() != this.connection;
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
	}

}
