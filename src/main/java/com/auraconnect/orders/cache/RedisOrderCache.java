package com.auraconnect.orders.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.platform.redis.RequestConnection;

/**
 * Caches orders in Redis at {@code order:{id}}, shared by all replicas. No entry is ever
 * replaced by an older version. Replacing an entry also notifies the replicas, in the
 * same round trip.
 * <p>
 * Redis has a short timeout per answer. When it keeps missing it, the circuit opens and
 * Redis is not asked for a while.
 */
@Component
class RedisOrderCache {

	/** Channel of invalidation messages: tenant, order, version. */
	static final String CHANNEL = "order-cache";

	private static final Logger log = LoggerFactory.getLogger(RedisOrderCache.class);

	/**
	 * Stores ARGV[1], of version ARGV[2], for ARGV[3] seconds, unless a newer version is
	 * there. Publishes ARGV[5] to channel ARGV[4] unless it is empty. A key of another
	 * type is replaced.
	 */
	private static final String STORE_UNLESS_NEWER = """
			local cached = redis.pcall('GETRANGE', KEYS[1], 0, 31)
			local version = type(cached) == 'string' and tonumber(string.match(cached, '^{"version":(%d+)'))
			if version and version > tonumber(ARGV[2]) then
			    return 0
			end
			redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
			if ARGV[5] ~= '' then
			    redis.call('PUBLISH', ARGV[4], ARGV[5])
			end
			return 1
			""";

	/**
	 * Deletes an entry older than version ARGV[1], or of another type. Always publishes
	 * ARGV[3] to channel ARGV[2]: the replicas may have missed the message even if no
	 * older entry is here.
	 */
	private static final String DROP_OLDER = """
			local cached = redis.pcall('GETRANGE', KEYS[1], 0, 31)
			local version = type(cached) == 'string' and tonumber(string.match(cached, '^{"version":(%d+)'))
			local dropped = 0
			if type(cached) ~= 'string' or (version and version < tonumber(ARGV[1])) then
			    dropped = redis.pcall('DEL', KEYS[1])
			end
			redis.call('PUBLISH', ARGV[2], ARGV[3])
			return dropped
			""";

	private final RequestConnection redis;

	private final CircuitBreaker circuit;

	private final Duration budget;

	private final Duration backgroundBudget;

	private final byte[] secondsToLive;

	RedisOrderCache(RequestConnection redis, CircuitBreakerRegistry circuits, CacheSettings settings) {
		this.redis = redis;
		this.circuit = circuits.circuitBreaker("order-cache");
		this.budget = settings.budget();
		this.backgroundBudget = settings.backgroundBudget();
		this.secondsToLive = bytes(settings.timeToLive().toSeconds());
	}

	/** Returns the order; empty if Redis does not have it or does not answer in time. */
	Optional<OrderDocument> find(OrderKey order) {
		return find(this.budget, order);
	}

	/** Reads as {@link #find(OrderKey)} does, with the timeout of background work. */
	Optional<OrderDocument> findInBackground(OrderKey order) {
		return find(this.backgroundBudget, order);
	}

	private Optional<OrderDocument> find(Duration budget, OrderKey order) {
		return ask(budget, (commands) -> commands.get(bytes(order.redisKey())))
			.flatMap((entry) -> decode(order, entry));
	}

	/** Reads with a given timeout, even while the circuit is open. */
	Optional<OrderDocument> find(OrderKey order, Duration timeout) {
		try {
			return Optional.ofNullable(await(commands().get(bytes(order.redisKey())), timeout))
				.flatMap((entry) -> decode(order, entry));
		}
		catch (RuntimeException ex) {
			log.debug("Redis does not answer the fallback read: {}", ex.getMessage());
			return Optional.empty();
		}
	}

	private static Optional<OrderDocument> decode(OrderKey order, byte[] entry) {
		return CacheEntry.decode(order.orderId(), entry).filter((document) -> document.tenantId() == order.tenantId());
	}

	/**
	 * Stores an order that was not in Redis, without waiting. Until it is stored, other
	 * readers find it in the database.
	 */
	void putAsync(OrderDocument document) {
		send((commands) -> store(commands, document, ""));
	}

	/** Stores a committed version and notifies the other replicas. */
	void replace(OrderDocument document) {
		ask(this.budget,
				(commands) -> store(commands, document, invalidation(OrderKey.of(document), document.version())));
	}

	private RedisFuture<Long> store(RedisClusterAsyncCommands<byte[], byte[]> commands, OrderDocument document,
			String message) {
		return commands.eval(STORE_UNLESS_NEWER, ScriptOutputType.INTEGER,
				new byte[][] { bytes(OrderKey.of(document).redisKey()) }, CacheEntry.encode(document),
				bytes(document.version()), this.secondsToLive, bytes(CHANNEL), bytes(message));
	}

	/**
	 * Deletes entries older than these versions, and notifies the replicas.
	 * @param timeout for all of them together
	 * @throws RedisSystemException if Redis refuses one of them
	 * @throws RedisConnectionFailureException if Redis does not answer in time
	 */
	void dropOlder(List<Newest> versions, Duration timeout) {
		var answers = versions.stream()
			.map((newest) -> commands().<Long>eval(DROP_OLDER, ScriptOutputType.INTEGER,
					new byte[][] { bytes(newest.order().redisKey()) }, bytes(newest.version()), bytes(CHANNEL),
					bytes(invalidation(newest.order(), newest.version()))))
			.toList();
		var deadline = System.nanoTime() + timeout.toNanos();
		answers.forEach((answer) -> await(answer, Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
	}

	/** The newest version of an order. */
	record Newest(OrderKey order, int version) {
	}

	private static String invalidation(OrderKey order, int version) {
		return "%d:%d:%d".formatted(order.tenantId(), order.orderId(), version);
	}

	/**
	 * Sends a command and waits for its answer; empty if Redis has none, does not answer
	 * in time, or the circuit is open.
	 */
	private <T> Optional<T> ask(Duration budget,
			Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<T>> command) {
		if (!this.circuit.tryAcquirePermission()) {
			return Optional.empty();
		}
		var start = System.nanoTime();
		try {
			var answer = Optional.ofNullable(await(command.apply(commands()), budget));
			recordOutcome(start, null);
			return answer;
		}
		catch (RuntimeException ex) {
			recordOutcome(start, ex);
			log.debug("Redis does not answer in time: {}", ex.getMessage());
			return Optional.empty();
		}
	}

	/**
	 * Sends a command without waiting. The outcome, or a timeout, is reported to the
	 * circuit.
	 */
	private void send(Function<RedisClusterAsyncCommands<byte[], byte[]>, RedisFuture<Long>> command) {
		if (!this.circuit.tryAcquirePermission()) {
			return;
		}
		var start = System.nanoTime();
		try {
			command.apply(commands())
				.toCompletableFuture()
				.orTimeout(this.backgroundBudget.toNanos(), TimeUnit.NANOSECONDS)
				.whenComplete((_, failure) -> recordOutcome(start, failure));
		}
		catch (RuntimeException ex) {
			recordOutcome(start, ex);
		}
	}

	private void recordOutcome(long start, @Nullable Throwable failure) {
		if (failure == null) {
			this.circuit.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
		else {
			this.circuit.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
		}
	}

	@SuppressWarnings("unchecked")
	private RedisClusterAsyncCommands<byte[], byte[]> commands() {
		try (var connection = this.redis.get()) {
			return (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
		}
	}

	private static <T> T await(RedisFuture<T> answer, Duration timeout) {
		try {
			return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			answer.cancel(true);
			throw new RedisConnectionFailureException("Redis did not answer within " + timeout, ex);
		}
		catch (ExecutionException ex) {
			throw new RedisSystemException("Redis refused the command", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisSystemException("interrupted while waiting for Redis", ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] bytes(long number) {
		return bytes(Long.toString(number));
	}

}
