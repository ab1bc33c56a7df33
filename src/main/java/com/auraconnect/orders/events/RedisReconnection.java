package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What those connections to Redis that reconnect by themselves do without it. */
@Configuration(proxyBeanMethods = false)
class RedisReconnection {

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	/**
	 * Left alone, the pauses between attempts grow to half a minute, and events would go
	 * on waiting for as long after Redis is back.
	 */
	@Bean
	ClientResourcesBuilderCustomizer promptReconnection() {
		return (resources) -> resources
			.reconnectDelay(Delay.exponential(Duration.ofMillis(1), LONGEST_PAUSE, 2, TimeUnit.MILLISECONDS))
			.nettyCustomizer(new UnresponsiveConnectionCloser());
	}

	/**
	 * A command that waits for Redis to come back makes a guest wait for its time-out.
	 */
	@Bean
	LettuceClientOptionsBuilderCustomizer noWaitingForRedis() {
		return (options) -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
	}

}
