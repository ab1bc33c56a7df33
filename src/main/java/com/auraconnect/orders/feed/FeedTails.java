package com.auraconnect.orders.feed;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.outbox.DedicatedConnections;
import com.auraconnect.orders.outbox.Feed;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.auraconnect.orders.platform.threads.BackgroundThread;

/**
 * Keeps a {@link FeedTail} for each feed that has subscribers on this replica. Messages
 * of the one Redis subscription are appended to the tails. Messages that are lost, or
 * missed while Redis is down, are read from the database: at once when a gap shows, else
 * at the next poll, which is one statement for all feeds.
 */
@Component
class FeedTails implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(FeedTails.class);

	private static final String PROGRESS = """
			SELECT tenant_id, location_id, last_sequence
			FROM event_feeds
			JOIN unnest(?::bigint[], ?::bigint[]) AS followed (tenant_id, location_id) USING (tenant_id, location_id)
			""";

	private final Map<Feed, Followed> followed = new ConcurrentHashMap<>();

	private final Semaphore wakeUp = new Semaphore(0);

	private final JsonFactory json = new JsonFactory();

	private final DedicatedConnections connections;

	private final FeedReader events;

	private final JdbcTemplate jdbc;

	private final StreamSettings settings;

	private final SseFrameMemory memory;

	private final BackgroundThread thread;

	FeedTails(DedicatedConnections connections, FeedReader events, JdbcTemplate jdbc, StreamSettings settings,
			MeterRegistry meters) {
		this.thread = new BackgroundThread("live-feeds", Thread.ofPlatform(), settings.pollInterval(), this::follow,
				meters);
		this.connections = connections;
		this.events = events;
		this.jdbc = jdbc;
		this.settings = settings;
		this.memory = new SseFrameMemory(settings.recentMemory().toBytes());
	}

	private record Followed(FeedTail tail, int followers) {
	}

	private record Progress(Feed feed, long lastSequence) {
	}

	/**
	 * Returns the tail of a feed and counts one more subscriber, until {@link #leave}.
	 * @param last sequence of the feed's last event, where a new tail begins
	 */
	FeedTail follow(Feed feed, long last) {
		var entry = this.followed.compute(feed,
				(_, others) -> (others != null) ? new Followed(others.tail(), others.followers() + 1) : new Followed(
						new FeedTail(last, this.settings.recent(), this.memory, this.settings.piece().toBytes()), 1));
		if (entry.followers() == 1) {
			this.wakeUp.release();
		}
		return entry.tail();
	}

	/**
	 * Removes one subscriber; called once for each {@link #follow(Feed, long)}. The tail
	 * is dropped with the last one.
	 */
	void leave(Feed feed) {
		this.followed.computeIfPresent(feed,
				(_, all) -> (all.followers() > 1) ? new Followed(all.tail(), all.followers() - 1) : null);
	}

	/** Wakes all waiting subscribers, so that they notice the shutdown. */
	void wakeFollowers() {
		this.followed.values().forEach((entry) -> entry.tail().close());
	}

	@Override
	public void start() {
		this.thread.start();
	}

	@Override
	public void stop() {
		this.thread.stop();
	}

	@Override
	public boolean isRunning() {
		return this.thread.isRunning();
	}

	private void follow() throws InterruptedException {
		try (var redis = new LiveSubscription(this.connections, this::received, this.wakeUp::release)) {
			while (isRunning()) {
				this.wakeUp.tryAcquire(this.settings.pollInterval().toNanos(), TimeUnit.NANOSECONDS);
				this.wakeUp.drainPermits();
				follow(redis);
			}
		}
	}

	private void follow(LiveSubscription redis) {
		try {
			redis.follow(this.followed.keySet().stream().map(Feed::channel).collect(Collectors.toSet()));
			var seen = new HashMap<Feed, Long>();
			this.followed.forEach((feed, entry) -> seen.put(feed, entry.tail().last()));
			progress(List.copyOf(seen.keySet())).forEach((progress) -> Tenancy.of(progress.feed().tenantId())
				.run(() -> catchUp(progress, seen.get(progress.feed()))));
		}
		catch (RuntimeException ex) {
			log.warn("reading events for the open streams failed and is retried at the next poll: {}", ex.getMessage());
		}
	}

	private List<Progress> progress(List<Feed> feeds) {
		if (feeds.isEmpty()) {
			return List.of();
		}
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.query(PROGRESS,
					(row, _) -> new Progress(new Feed(row.getLong(1), row.getLong(2)), row.getLong(3)),
					feeds.stream().map(Feed::tenantId).toArray(Long[]::new),
					feeds.stream().map(Feed::locationId).toArray(Long[]::new)));
	}

	/**
	 * Reads what the tail lacks from the database, which has each event before Redis
	 * does.
	 * @param seen the tail's last sequence before the database was asked
	 */
	private void catchUp(Progress progress, long seen) {
		var entry = this.followed.get(progress.feed());
		if (entry == null) {
			return;
		}
		var tail = entry.tail();
		if (progress.lastSequence() < seen) {
			log.warn("{} was at event {} and is at {} now: the database was restored to an earlier time",
					progress.feed(), seen, progress.lastSequence());
			tail.restart(progress.lastSequence());
		}
		for (var last = tail.last(); last < progress.lastSequence(); last = tail.last()) {
			var page = this.events.after(progress.feed(), last, this.settings.page(), this.settings.piece());
			tail.skipTo(page.oldestSequence() - 1);
			page.messages().forEach((message) -> tail.append(SseFrame.of(message)));
			if (page.messages().isEmpty()) {
				return;
			}
		}
	}

	/**
	 * Handles a message on the thread of the Redis connection. What cannot be appended at
	 * once is left to the polling thread.
	 */
	private void received(String channel, String message) {
		var entry = this.followed.get(Feed.ofChannel(channel));
		if (entry != null && read(message).map(SseFrame::of).filter(entry.tail()::append).isEmpty()) {
			this.wakeUp.release();
		}
	}

	/**
	 * Parses only as far as the sequence: the data after it makes up most of the message.
	 */
	private Optional<FeedMessage> read(String message) {
		try (var parser = this.json.createParser(message)) {
			var eventType = "";
			parser.nextToken();
			while (parser.nextToken() == JsonToken.FIELD_NAME) {
				var field = parser.currentName();
				parser.nextToken();
				if (field.equals("event_type")) {
					eventType = parser.getText();
				}
				else if (field.equals("sequence")) {
					return Optional.of(new FeedMessage(parser.getLongValue(), eventType, message));
				}
			}
		}
		catch (IOException ex) {
			log.debug("ignoring a message on an event channel that is not an event: {}", ex.getMessage());
		}
		return Optional.empty();
	}

}
