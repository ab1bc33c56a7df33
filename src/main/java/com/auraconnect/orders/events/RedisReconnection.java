package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.Delay;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How soon those connections to Redis that reconnect by themselves do so. Left alone, the
 * pauses between their attempts grow to half a minute, and events would go on waiting for
 * as long after Redis is back.
 */
@Configuration(proxyBeanMethods = false)
class RedisReconnection {

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	@Bean
	ClientResourcesBuilderCustomizer promptReconnection() {
		return (resources) -> resources
			.reconnectDelay(Delay.exponential(Duration.ofMillis(1), LONGEST_PAUSE, 2, TimeUnit.MILLISECONDS));
	}

}
