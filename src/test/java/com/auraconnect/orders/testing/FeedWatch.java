package com.auraconnect.orders.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import com.auraconnect.orders.sandbox.TokenRequest;
import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;

/**
 * Follows one feed in all ways at once: on the channel, with gaps repaired from the
 * stream; on the stream; over server-sent events; and by polling pages. What a stream has
 * lost with its Redis is repaired from pages. Each way resumes at its cursor after any
 * failure, and records every event that it takes as new, in the order of arrival.
 */
public final class FeedWatch implements AutoCloseable {

	/** The four ways of following a feed. */
	public enum Way {

		CHANNEL, STREAM, SERVER_SENT, PAGES

	}

	private final TestEnvironment site;

	private final long tenantId;

	private final long locationId;

	/** Chooses the replica for the next connection. */
	private final Supplier<ServiceProcess> replicas;

	private final Map<Way, Queue<JsonNode>> taken = new ConcurrentHashMap<>();

	private final Map<Way, Long> last = new ConcurrentHashMap<>();

	private final LongAdder repeated = new LongAdder();

	private final LongAdder gaps = new LongAdder();

	private final LongAdder reconnects = new LongAdder();

	private final RedisClient redis;

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean isOver;

	private FeedWatch(TestEnvironment site, long tenantId, long locationId, Supplier<ServiceProcess> replicas) {
		this.site = site;
		this.tenantId = tenantId;
		this.locationId = locationId;
		this.replicas = replicas;
		this.redis = RedisClient.create(site.redisUrl());
		for (Way way : Way.values()) {
			this.taken.put(way, new ConcurrentLinkedQueue<>());
			this.last.put(way, 0L);
		}
	}

	/** Starts following the feed at its first event. */
	public static FeedWatch begin(TestEnvironment site, long tenantId, long locationId,
			Supplier<ServiceProcess> replicas) {
		var watch = new FeedWatch(site, tenantId, locationId, replicas);
		watch.keepDoing(watch::subscribe);
		watch.keepDoing(watch::followStream);
		watch.keepDoing(watch::readServerSent);
		watch.keepDoing(watch::askForPages);
		return watch;
	}

	public long last(Way way) {
		return this.last.get(way);
	}

	/** The events that arrived in that way, in the order of arrival. */
	public List<JsonNode> taken(Way way) {
		return List.copyOf(this.taken.get(way));
	}

	/** Number of duplicate events on the channel. */
	public long repeated() {
		return this.repeated.sum();
	}

	/** Number of gaps that the channel's subscriber had to repair. */
	public long gaps() {
		return this.gaps.sum();
	}

	/** Number of lost connections, over all ways. */
	public long reconnects() {
		return this.reconnects.sum();
	}

	private void keepDoing(Runnable way) {
		this.threads.add(Thread.startVirtualThread(() -> {
			while (!this.isOver) {
				try {
					way.run();
				}
				catch (RuntimeException | AssertionError ex) {
					this.reconnects.increment();
					await();
				}
			}
		}));
	}

	/** Pauses before the next attempt. */
	private static void await() {
		try {
			new LinkedBlockingQueue<>().poll(100, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void take(Way way, JsonNode event) {
		this.taken.get(way).add(event);
		this.last.put(way, event.required("sequence").asLong());
	}

	/** Applies the gap rule. Without a message it also reads the stream. */
	private void subscribe() {
		var heard = new LinkedBlockingQueue<String>();
		try (var subscription = this.redis.connectPubSub(); var connection = this.redis.connect()) {
			subscription.addListener(new RedisPubSubAdapter<>() {
				@Override
				public void message(String channel, String message) {
					heard.add(message);
				}
			});
			subscription.sync().subscribe("orders:%d:%d".formatted(this.tenantId, this.locationId));
			while (!this.isOver) {
				hear(heard.poll(500, TimeUnit.MILLISECONDS), connection.sync());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void hear(String message, RedisCommands<String, String> redis) {
		if (message == null) {
			catchUp(Way.CHANNEL, redis);
			return;
		}
		JsonNode event = EventFeed.parse(message);
		long sequence = event.required("sequence").asLong();
		if (sequence <= last(Way.CHANNEL)) {
			this.repeated.increment();
			return;
		}
		if (sequence > last(Way.CHANNEL) + 1) {
			this.gaps.increment();
			repair(sequence - 1, redis);
		}
		if (sequence == last(Way.CHANNEL) + 1) {
			take(Way.CHANNEL, event);
		}
	}

	private void repair(long upTo, RedisCommands<String, String> redis) {
		var missed = Range.create(last(Way.CHANNEL) + 1 + "-0", upTo + "-0");
		redis.xrange(stream(), missed, Limit.from(1000)).forEach((entry) -> takeFromStream(Way.CHANNEL, entry));
		if (last(Way.CHANNEL) < upTo) {
			askForPages(Way.CHANNEL, upTo);
		}
	}

	/**
	 * Reads what the stream has beyond the last event. A stream without that event has
	 * lost others, too.
	 */
	private void catchUp(Way way, RedisCommands<String, String> redis) {
		var rest = redis.xrange(stream(), Range.create(last(way) + "-0", "+"), Limit.from(1000));
		if (last(way) > 0 && (rest.isEmpty() || !rest.getFirst().getId().equals(last(way) + "-0"))) {
			askForPages(way, 0);
		}
		rest.forEach((entry) -> takeFromStream(way, entry));
	}

	/** Takes an entry, after the events before it that the stream has lost. */
	private void takeFromStream(Way way, StreamMessage<String, String> entry) {
		JsonNode event = event(entry);
		long sequence = event.required("sequence").asLong();
		if (sequence > last(way) + 1) {
			this.gaps.increment();
			askForPages(way, sequence - 1);
		}
		if (sequence > last(way)) {
			take(way, event);
		}
	}

	@SuppressWarnings("unchecked")
	private void followStream() {
		try (var connection = this.redis.connect()) {
			while (!this.isOver) {
				var entries = connection.sync()
					.xread(XReadArgs.Builder.block(500).count(500),
							StreamOffset.from(stream(), last(Way.STREAM) + "-0"));
				entries.forEach((entry) -> takeFromStream(Way.STREAM, entry));
				if (entries.isEmpty()) {
					catchUp(Way.STREAM, connection.sync());
				}
			}
		}
	}

	private void readServerSent() {
		String token = this.site.sandbox().tokens().token(TokenRequest.admin(this.tenantId));
		new EventStreamReader(this.replicas.get().url(), token).read("location_id=" + this.locationId,
				last(Way.SERVER_SENT), (received) -> {
					if (!received.isComment()) {
						received.sequence();
						take(Way.SERVER_SENT, received.message());
					}
				});
	}

	private void askForPages() {
		askForPages(Way.PAGES, Long.MAX_VALUE);
	}

	/**
	 * Asks for pages until there are no more and the way has the event of that number.
	 */
	private void askForPages(Way way, long upTo) {
		var client = new ServiceClient(this.replicas.get().url(), this.site.sandbox().tokens()).admin(this.tenantId);
		var hasMore = true;
		while (!this.isOver && (hasMore || last(way) < upTo)) {
			var page = client.get("/api/v1/events?location_id=%d&after=%d&limit=100", this.locationId, last(way));
			if (page.status() != 200) {
				throw new AssertionError(page.toString());
			}
			page.at("/data").forEach((event) -> take(way, event));
			hasMore = page.at("/meta/has_more").asBoolean();
			if (!hasMore && last(way) < upTo) {
				await();
			}
		}
	}

	private String stream() {
		return "orders:%d:%d:stream".formatted(this.tenantId, this.locationId);
	}

	private static JsonNode event(StreamMessage<String, String> entry) {
		return EventFeed.parse(entry.getBody().get("event"));
	}

	@Override
	public void close() {
		this.isOver = true;
		this.threads.forEach(Thread::interrupt);
		this.redis.shutdown();
	}

}
