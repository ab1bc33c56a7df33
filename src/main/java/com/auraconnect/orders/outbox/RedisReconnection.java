package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reconnect back-off and failure behaviour of auto-reconnecting Redis connections. */
@Configuration(proxyBeanMethods = false)
class RedisReconnection {

	private static final Duration MAX_DELAY = Duration.ofSeconds(1);

	/**
	 * Caps the reconnect delay. By default it grows to half a minute, and events would
	 * wait as long after Redis is back.
	 */
	@Bean
	ClientResourcesBuilderCustomizer promptReconnection() {
		return (resources) -> resources
			.reconnectDelay(Delay.exponential(Duration.ofMillis(1), MAX_DELAY, 2, TimeUnit.MILLISECONDS))
			.nettyCustomizer(closers());
	}

	private static NettyCustomizer closers() {
		var unresponsive = new UnresponsiveConnectionCloser();
		var refusing = new WriteRefusalCloser();
		return new NettyCustomizer() {
			@Override
			public void afterChannelInitialized(Channel channel) {
				unresponsive.afterChannelInitialized(channel);
				refusing.afterChannelInitialized(channel);
			}
		};
	}

	/**
	 * Rejects commands while disconnected. A queued command would make a guest's request
	 * wait for the command timeout.
	 */
	@Bean
	LettuceClientOptionsBuilderCustomizer noWaitingForRedis() {
		return (options) -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
	}

}
