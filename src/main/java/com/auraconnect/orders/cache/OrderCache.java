package com.auraconnect.orders.cache;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.events.FeedEvent;
import com.auraconnect.orders.events.PublishedEventListener;
import com.auraconnect.orders.order.CommitListener;
import com.auraconnect.orders.order.CommittedChange;
import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.query.OrderQueries;

/**
 * Orders by id: from Redis at {@code order:{id}}, else from the database (cache-aside). A
 * change is written through after its commit. No entry is ever replaced by an older
 * version, so a reader that was slow between the database and Redis does no harm. A
 * write-through that a crash or an outage has swallowed is made up for when the event of
 * the change is published: what is older than it is dropped. While Redis does not answer,
 * reads go to the database.
 */
@Component
public class OrderCache implements CommitListener, PublishedEventListener {

	private static final Logger log = LoggerFactory.getLogger(OrderCache.class);

	/**
	 * Stores ARGV[1], of version ARGV[2], for ARGV[3] seconds, unless a newer version is
	 * there.
	 */
	private static final byte[] STORE_UNLESS_NEWER = script("""
			local cached = redis.call('GETRANGE', KEYS[1], 0, 31)
			local version = tonumber(string.match(cached, '^{"version":(%d+)'))
			if version and version > tonumber(ARGV[2]) then
			    return 0
			end
			redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3])
			return 1
			""");

	/** Drops what is older than version ARGV[1]. */
	private static final byte[] DROP_OLDER = script("""
			local cached = redis.call('GETRANGE', KEYS[1], 0, 31)
			local version = tonumber(string.match(cached, '^{"version":(%d+)'))
			if version and version < tonumber(ARGV[1]) then
			    return redis.call('DEL', KEYS[1])
			end
			return 0
			""");

	private final RedisTemplate<String, String> redis;

	private final OrderQueries queries;

	private final byte[] secondsToLive;

	OrderCache(StringRedisTemplate redis, OrderQueries queries, CacheSettings settings) {
		this.redis = redis;
		this.queries = queries;
		this.secondsToLive = bytes(settings.timeToLive().toSeconds());
	}

	/** The order of that tenant, or nothing. */
	public Optional<OrderDocument> find(long tenantId, long orderId) {
		var cached = cached(orderId).filter((document) -> document.tenantId() == tenantId);
		if (cached.isPresent()) {
			return cached;
		}
		var found = this.queries.find(tenantId, orderId);
		found.ifPresent(this::store);
		return found;
	}

	@Override
	public void committed(CommittedChange change) {
		store(change.document());
	}

	@Override
	public void published(List<FeedEvent> events) {
		Map<Long, Integer> newest = new HashMap<>();
		events.forEach((event) -> newest.merge(event.orderId(), event.orderVersion(), Math::max));
		this.redis.execute((RedisCallback<?>) (connection) -> {
			newest.forEach((orderId, version) -> connection.scriptingCommands()
				.eval(DROP_OLDER, ReturnType.INTEGER, 1, key(orderId), bytes(version)));
			return null;
		});
	}

	private Optional<OrderDocument> cached(long orderId) {
		try {
			var entry = this.redis
				.execute((RedisCallback<byte[]>) (connection) -> connection.stringCommands().get(key(orderId)));
			return (entry != null) ? CacheEntry.decode(orderId, entry) : Optional.empty();
		}
		catch (DataAccessException ex) {
			log.debug("order {} is read from the database: {}", orderId, ex.getMessage());
			return Optional.empty();
		}
	}

	private void store(OrderDocument document) {
		try {
			this.redis.execute((RedisCallback<Long>) (connection) -> connection.scriptingCommands()
				.eval(STORE_UNLESS_NEWER, ReturnType.INTEGER, 1, key(document.id()), CacheEntry.encode(document),
						bytes(document.version()), this.secondsToLive));
		}
		catch (DataAccessException ex) {
			log.debug("order {} version {} is not cached: {}", document.id(), document.version(), ex.getMessage());
		}
	}

	private static byte[] key(long orderId) {
		return ("order:" + orderId).getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] bytes(long number) {
		return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] script(String lua) {
		return lua.getBytes(StandardCharsets.US_ASCII);
	}

}
