package com.auraconnect.orders.security.ratelimit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.redis.RequestConnection;

/**
 * Stores the quotas that all replicas share, in Redis at {@code rate:{owner}}: the number
 * of permits granted since the owner's window began. A window begins with its first
 * request and ends by the clock of Redis. Taking permits is one round trip; all replicas
 * together never get more than the limit.
 */
@Component
class RedisQuota {

	/**
	 * Takes up to ARGV[2] permits of a limit of ARGV[1] in a window of ARGV[3]
	 * milliseconds. Returns the number taken, the number left and the remaining
	 * milliseconds. A key that holds no count, or has no expiry, starts a new window.
	 */
	private static final byte[] TAKE = """
			local limit = tonumber(ARGV[1])
			local counted = redis.pcall('GET', KEYS[1])
			local taken = 0
			if type(counted) == 'string' and string.match(counted, '^%d+$') and redis.call('PTTL', KEYS[1]) >= 0 then
			    taken = tonumber(counted)
			end
			local granted = math.max(0, math.min(tonumber(ARGV[2]), limit - taken))
			if taken == 0 then
			    redis.call('SET', KEYS[1], granted, 'PX', ARGV[3])
			else
			    redis.call('INCRBY', KEYS[1], granted)
			end
			return { granted, math.max(0, limit - taken - granted), redis.call('PTTL', KEYS[1]) }
			""".getBytes(StandardCharsets.US_ASCII);

	private final RequestConnection redis;

	private final byte[] window;

	RedisQuota(RequestConnection redis, RateLimitSettings settings) {
		this.redis = redis;
		this.window = bytes(settings.window().toMillis());
	}

	/**
	 * Takes permits, as many as are left.
	 * @param wanted number of permits, at least 1
	 * @throws DataAccessException if Redis does not answer
	 */
	PermitBatch take(RateLimitKey quota, long wanted) {
		var key = ("rate:" + quota.owner()).getBytes(StandardCharsets.UTF_8);
		try (var connection = this.redis.get()) {
			List<Long> numbers = Objects.requireNonNull(connection.scriptingCommands()
				.eval(TAKE, ReturnType.MULTI, 1, key, bytes(quota.limit()), bytes(wanted), this.window));
			return new PermitBatch(numbers.get(0), numbers.get(1), Duration.ofMillis(numbers.get(2)));
		}
	}

	private static byte[] bytes(long number) {
		return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
	}

}
