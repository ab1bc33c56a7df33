package com.auraconnect.orders.platform.redis;

import java.util.List;
import java.util.Objects;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Passes the address of Redis to Spring Boot, whose own setting of a URL knows no
 * Sentinels.
 */
@Configuration(proxyBeanMethods = false)
class RedisConnectionConfiguration {

	@Bean
	RedisConnectionDetails redisConnectionDetails(RedisSettings settings) {
		return new UrlConnectionDetails(settings.uri());
	}

	/** Applies TLS, and the parameters of the URL's query. */
	@Bean
	LettuceClientConfigurationBuilderCustomizer redisUrlParameters(RedisSettings settings) {
		return (client) -> client.apply(settings.uri());
	}

	/** One server, or the Sentinels and the name of their master. */
	private record UrlConnectionDetails(RedisURI uri) implements RedisConnectionDetails {

		@Override
		public @Nullable String getUsername() {
			return credentials().getUsername();
		}

		@Override
		public @Nullable String getPassword() {
			return credentials().hasPassword() ? new String(credentials().getPassword()) : null;
		}

		private RedisCredentials credentials() {
			return Objects.requireNonNull(this.uri.getCredentialsProvider().resolveCredentials().block());
		}

		@Override
		public @Nullable Standalone getStandalone() {
			return this.uri.getSentinels().isEmpty()
					? Standalone.of(this.uri.getHost(), this.uri.getPort(), this.uri.getDatabase()) : null;
		}

		@Override
		public @Nullable Sentinel getSentinel() {
			return this.uri.getSentinels().isEmpty() ? null : new UrlSentinel(this.uri);
		}

	}

	/** Sentinels without credentials: those of the URL are the master's. */
	private record UrlSentinel(RedisURI uri) implements RedisConnectionDetails.Sentinel {

		@Override
		public int getDatabase() {
			return this.uri.getDatabase();
		}

		@Override
		public String getMaster() {
			return this.uri.getSentinelMasterId();
		}

		@Override
		public List<RedisConnectionDetails.Node> getNodes() {
			return this.uri.getSentinels()
				.stream()
				.map((sentinel) -> new RedisConnectionDetails.Node(sentinel.getHost(), sentinel.getPort()))
				.toList();
		}

		@Override
		public @Nullable String getUsername() {
			return null;
		}

		@Override
		public @Nullable String getPassword() {
			return null;
		}

	}

}
