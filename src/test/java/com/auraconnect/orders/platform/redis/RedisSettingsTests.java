package com.auraconnect.orders.platform.redis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RedisSettingsTests {

	@Test
	void aUrlNamesAServer() {
		var uri = new RedisSettings("rediss://user:secret@redis.example:6380/3").uri();
		assertThat(uri.getHost()).isEqualTo("redis.example");
		assertThat(uri.getPort()).isEqualTo(6380);
		assertThat(uri.getDatabase()).isEqualTo(3);
		assertThat(uri.isSsl()).isTrue();
	}

	@Test
	void aUrlNamesSentinelsAndTheirMaster() {
		var uri = new RedisSettings("redis-sentinel://:secret@one:26380,two/1#orders").uri();
		assertThat(uri.getSentinels()).extracting((sentinel) -> sentinel.getHost() + ":" + sentinel.getPort())
			.containsExactly("one:26380", "two:26379");
		assertThat(uri.getSentinelMasterId()).isEqualTo("orders");
		assertThat(uri.getDatabase()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "redis", "redis.example:6379", "http://:secret@redis.example", "redis://",
			"redis://:secret@one:6379,two:6379", "redis://:secret@redis.example:port",
			"redis://:secret@redis.example/zero", "redis://:sec ret@redis.example", "redis-socket:///run/redis.sock",
			"redis-sentinel://:secret@one,two", "redis-sentinel://:secret@one:port,two#orders",
			"redis-sentinel://#orders" })
	void anyOtherUrlIsRefusedWithoutRepeatingIt(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RedisSettings(url))
			.withMessageStartingWith("REDIS_URL cannot be used; ")
			.withMessageContaining("redis-sentinel://")
			.withMessageNotContaining("secret")
			.withNoCause();
	}

	@Test
	void thePasswordIsNotInItsText() {
		assertThat(new RedisSettings("redis://:secret@redis.example")).asString().doesNotContain("secret");
	}

}
