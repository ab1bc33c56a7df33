package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/** Reads how far the streams in Redis are. */
class StreamPositions {

	/** Maximum number of streams that are read at once. */
	private static final int CHUNK = 500;

	/** Returns the id of the last entry that was added, empty without a stream. */
	private static final String LAST_ID = """
			local info = redis.pcall('XINFO', 'STREAM', KEYS[1])
			for i = 1, #info, 2 do
			    if info[i] == 'last-generated-id' then
			        return info[i + 1]
			    end
			end
			return ''
			""";

	private final RedisClusterAsyncCommands<String, String> redis;

	private final Duration timeout;

	/**
	 * Creates a reader on one connection.
	 * @param timeout of each chunk of streams
	 */
	StreamPositions(RedisClusterAsyncCommands<String, String> redis, Duration timeout) {
		this.redis = redis;
		this.timeout = timeout;
	}

	/**
	 * Returns the sequence of the last event of each of these streams; feeds without a
	 * stream are left out.
	 * @throws RedisException if Redis does not answer in time
	 */
	Map<Feed, Long> last(List<Feed> feeds) throws InterruptedException {
		Map<Feed, Long> last = new HashMap<>();
		for (int from = 0; from < feeds.size(); from += CHUNK) {
			readChunk(feeds.subList(from, Math.min(feeds.size(), from + CHUNK)), last);
		}
		return last;
	}

	private void readChunk(List<Feed> feeds, Map<Feed, Long> last) throws InterruptedException {
		List<Future<String>> answers = new ArrayList<>(feeds.size());
		for (var feed : feeds) {
			answers.add(this.redis.eval(LAST_ID, ScriptOutputType.VALUE, feed.stream()));
		}
		var deadline = System.nanoTime() + this.timeout.toNanos();
		for (int i = 0; i < feeds.size(); i++) {
			var id = await(answers.get(i), deadline);
			if (!id.isEmpty()) {
				last.put(feeds.get(i), Long.parseLong(id.substring(0, id.indexOf('-'))));
			}
		}
	}

	private static String await(Future<String> answer, long deadline) throws InterruptedException {
		try {
			return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new RedisException("Redis does not tell the last entries of the streams", ex);
		}
	}

}
