package com.auraconnect.orders.events;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * Sends events to Redis: into the stream of their location, and to the channels of their
 * tenant and of their location. All commands of a batch are on their way before the first
 * answer is awaited.
 */
class FeedPublisher {

	/**
	 * How Redis refuses an entry whose id is not above the last one: it has had that
	 * event already.
	 */
	private static final String KNOWN_ALREADY = "ERR The ID specified in XADD is equal or smaller";

	private final RedisClusterAsyncCommands<String, String> redis;

	private final ObjectMapper json;

	private final long streamLength;

	private final Duration timeout;

	/**
	 * @param redis must not reconnect by itself: after a lost connection a later event
	 * could overtake an earlier one, and the stream would then refuse the earlier one for
	 * good
	 * @param streamLength about how many events a stream keeps
	 */
	FeedPublisher(RedisClusterAsyncCommands<String, String> redis, ObjectMapper json, long streamLength,
			Duration timeout) {
		this.redis = redis;
		this.json = json;
		this.streamLength = streamLength;
		this.timeout = timeout;
	}

	/**
	 * Publishes the events, at least once each.
	 * @param events each feed in its order
	 * @return the events that Redis has acknowledged: of each feed those from the front,
	 * up to the first that failed
	 */
	List<FeedEvent> publish(List<FeedEvent> events) throws InterruptedException {
		var sent = events.stream().map(this::send).toList();
		var deadline = System.nanoTime() + this.timeout.toNanos();
		var published = new ArrayList<FeedEvent>(events.size());
		Set<Feed> stuck = new HashSet<>();
		for (var sending : sent) {
			if (!stuck.contains(sending.event().feed()) && sending.arrived(deadline)) {
				published.add(sending.event());
			}
			else {
				stuck.add(sending.event().feed());
			}
		}
		return published;
	}

	private Sending send(FeedEvent event) {
		var message = write(event);
		var feed = event.feed();
		var id = new XAddArgs().id(event.sequence() + "-0").maxlen(this.streamLength).approximateTrimming();
		return new Sending(event, this.redis.xadd(feed.stream(), id, "event", message),
				this.redis.publish(feed.tenantChannel(), message), this.redis.publish(feed.channel(), message));
	}

	private String write(FeedEvent event) {
		try {
			return this.json.writeValueAsString(event);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Sending(FeedEvent event, Future<?> streamed, Future<?> toTenant, Future<?> toLocation) {

		boolean arrived(long deadline) throws InterruptedException {
			return arrived(this.streamed, deadline) && arrived(this.toTenant, deadline)
					&& arrived(this.toLocation, deadline);
		}

		private static boolean arrived(Future<?> answer, long deadline) throws InterruptedException {
			try {
				answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
				return true;
			}
			catch (ExecutionException ex) {
				return ex.getCause() instanceof RedisCommandExecutionException refusal
						&& String.valueOf(refusal.getMessage()).startsWith(KNOWN_ALREADY);
			}
			catch (TimeoutException ex) {
				return false;
			}
		}

	}

}
