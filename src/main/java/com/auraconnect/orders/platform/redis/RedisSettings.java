package com.auraconnect.orders.platform.redis;

import java.util.List;

import io.lettuce.core.RedisURI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * Setting of the address of Redis, for all connections of the service. A URL that cannot
 * be used ends the start, with a message that does not contain it: it may have a
 * password.
 *
 * @param url URL of one server ({@code redis}, {@code rediss}), or of the Sentinels that
 * know the current master ({@code redis-sentinel}, {@code rediss-sentinel}), as Lettuce's
 * {@link RedisURI} describes them
 */
@ConfigurationProperties("orders.redis")
public record RedisSettings(String url) {

	private static final String REFUSAL = "REDIS_URL cannot be used; expected redis://[[user:]password@]host[:6379][/0], "
			+ "or redis-sentinel://[[user:]password@]host1[:26379],host2[:26379][/0]#master; rediss for TLS";

	/**
	 * Checks the URL.
	 * @throws IllegalArgumentException if it cannot be used
	 */
	public RedisSettings {
		requireUsable(url);
	}

	/** Returns a new copy of the address. */
	public RedisURI uri() {
		return RedisURI.create(this.url);
	}

	private static void requireUsable(String url) {
		var uri = parse(url);
		var nodes = uri.getSentinels().isEmpty() ? List.of(uri) : uri.getSentinels();
		if (!nodes.stream().map(RedisURI::getHost).allMatch(RedisSettings::isHost)) {
			throw new IllegalArgumentException(REFUSAL);
		}
	}

	/** Drops the cause, whose message contains the URL. */
	private static RedisURI parse(String url) {
		try {
			return RedisURI.create(url);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(REFUSAL);
		}
	}

	/** Lettuce takes a list of servers, or a port that is no number, as a host's name. */
	private static boolean isHost(@Nullable String name) {
		return StringUtils.hasText(name) && !name.contains(":") && !name.contains(",");
	}

	/** Omits the URL, which may have a password. */
	@Override
	public String toString() {
		return "RedisSettings[]";
	}

}
