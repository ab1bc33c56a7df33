package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

import com.auraconnect.orders.platform.codec.Json;

/**
 * Publishes events to Redis: to the stream of their location, and to the channels of
 * their tenant and location. Each feed's part of a batch is one script. All scripts of a
 * batch are sent before the first answer is awaited.
 */
class FeedPublisher {

	private static final Logger log = LoggerFactory.getLogger(FeedPublisher.class);

	/**
	 * Appends the events from ARGV[5] on, each an id and a message, to the stream and
	 * publishes them, up to the first that Redis refuses. Returns their count. An event
	 * whose id is not above the stream's last id is in the stream already. A script is
	 * atomic: no later event can overtake one that was refused.
	 * <p>
	 * A key of another type is deleted to make room for the stream. When Redis is out of
	 * memory, it refuses the first growing write of a script, but none after a write that
	 * frees memory: the stream then drops its older half. Finally the stream is trimmed
	 * to about ARGV[1] events and ARGV[2] bytes.
	 */
	private static final String PUBLISH = """
			local function refusal(id, message)
			    local added = redis.pcall('XADD', KEYS[1], id, 'event', message)
			    return type(added) == 'table' and added.err or ''
			end
			local function length()
			    local known = redis.pcall('XLEN', KEYS[1])
			    return type(known) == 'number' and known or 0
			end
			local function isRefused(id, message)
			    local err = refusal(id, message)
			    if string.find(err, 'OOM', 1, true) then
			        redis.pcall('XTRIM', KEYS[1], 'MAXLEN', math.floor(length() / 2))
			        err = refusal(id, message)
			    end
			    if string.find(err, 'WRONGTYPE', 1, true) then
			        redis.pcall('DEL', KEYS[1])
			        err = refusal(id, message)
			    end
			    return err ~= '' and not string.find(err, 'equal or smaller', 1, true)
			end
			local streamed = 0
			for i = 5, #ARGV, 2 do
			    if isRefused(ARGV[i], ARGV[i + 1]) then
			        break
			    end
			    redis.call('PUBLISH', ARGV[3], ARGV[i + 1])
			    redis.call('PUBLISH', ARGV[4], ARGV[i + 1])
			    streamed = streamed + 1
			end
			local most = tonumber(ARGV[1])
			local size = redis.pcall('MEMORY', 'USAGE', KEYS[1])
			if type(size) == 'number' and size > tonumber(ARGV[2]) then
			    most = math.min(most, math.max(1, math.floor(length() * tonumber(ARGV[2]) / size)))
			end
			redis.pcall('XTRIM', KEYS[1], 'MAXLEN', '~', most)
			return streamed
			""";

	private final RedisClusterAsyncCommands<String, String> redis;

	private final Json json;

	private final String streamLength;

	private final String streamSize;

	private final Duration timeout;

	/**
	 * Creates a publisher on one connection.
	 * @param redis must not reconnect by itself: after a lost connection a later event
	 * could overtake an earlier one, and the stream would then refuse the earlier one for
	 * good
	 * @param streamLength approximate number of events that a stream keeps
	 * @param streamSize approximate number of bytes of Redis's memory that a stream takes
	 */
	FeedPublisher(RedisClusterAsyncCommands<String, String> redis, Json json, long streamLength, DataSize streamSize,
			Duration timeout) {
		this.redis = redis;
		this.json = json;
		this.streamLength = Long.toString(streamLength);
		this.streamSize = Long.toString(streamSize.toBytes());
		this.timeout = timeout;
	}

	/**
	 * Publishes the events, each at least once.
	 * @param events in order within each feed
	 * @return the events that Redis has acknowledged: of each feed a prefix, up to the
	 * first failure
	 */
	List<FeedEvent> publish(List<FeedEvent> events) throws InterruptedException {
		Map<Feed, List<FeedEvent>> byFeed = new LinkedHashMap<>();
		events.forEach((event) -> byFeed.computeIfAbsent(event.feed(), (_) -> new ArrayList<>()).add(event));
		var sent = byFeed.entrySet().stream().map((feed) -> send(feed.getKey(), feed.getValue())).toList();
		var deadline = System.nanoTime() + this.timeout.toNanos();
		var published = new ArrayList<FeedEvent>(events.size());
		for (var request : sent) {
			published.addAll(request.acknowledged(deadline));
		}
		return published;
	}

	private Request send(Feed feed, List<FeedEvent> events) {
		var values = Stream
			.concat(Stream.of(this.streamLength, this.streamSize, feed.tenantChannel(), feed.channel()),
					events.stream().flatMap((event) -> Stream.of(event.sequence() + "-0", this.json.write(event))))
			.toArray(String[]::new);
		return new Request(feed, events,
				this.redis.eval(PUBLISH, ScriptOutputType.INTEGER, new String[] { feed.stream() }, values));
	}

	private record Request(Feed feed, List<FeedEvent> events, Future<Long> streamed) {

		List<FeedEvent> acknowledged(long deadline) throws InterruptedException {
			try {
				var count = this.streamed.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
				if (count < this.events.size()) {
					log.warn("Redis refuses {} from event {} on", this.feed.stream(),
							this.events.get(count.intValue()).sequence());
				}
				return this.events.subList(0, count.intValue());
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof RedisCommandExecutionException refusal) {
					log.warn("Redis refuses {}: {}", this.feed.stream(), refusal.getMessage());
				}
				return List.of();
			}
			catch (TimeoutException ex) {
				return List.of();
			}
		}

	}

}
