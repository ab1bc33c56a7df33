package com.auraconnect.orders.events;

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

import com.auraconnect.orders.tenancy.Tenancy;
import com.auraconnect.orders.threads.BackgroundThread;

/**
 * The feeds that somebody follows on this replica. What comes in over the one
 * subscription to Redis goes to their ends; what does not come, because it was lost or
 * Redis is away, is read from the database as soon as a gap shows, and else at the next
 * poll, which is one statement for all of them.
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

	private final Semaphore bell = new Semaphore(0);

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

	private record Followed(FeedTail end, int followers) {
	}

	private record Progress(Feed feed, long lastSequence) {
	}

	/**
	 * The end of that feed, which grows until it is left.
	 * @param last the number of its last event, in case nobody follows it yet
	 */
	FeedTail follow(Feed feed, long last) {
		var entry = this.followed
			.compute(feed,
					(_, others) -> (others != null) ? new Followed(others.end(), others.followers() + 1) : new Followed(
							new FeedTail(last, this.settings.recent(), this.memory, this.settings.piece().toBytes()),
							1));
		if (entry.followers() == 1) {
			this.bell.release();
		}
		return entry.end();
	}

	/** To be called once for each time that it was followed. */
	void leave(Feed feed) {
		this.followed.computeIfPresent(feed,
				(_, all) -> (all.followers() > 1) ? new Followed(all.end(), all.followers() - 1) : null);
	}

	/** Lets all who wait look whether they still should. */
	void wakeFollowers() {
		this.followed.values().forEach((entry) -> entry.end().close());
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
		try (var redis = new LiveSubscription(this.connections, this::received, this.bell::release)) {
			while (isRunning()) {
				this.bell.tryAcquire(this.settings.pollInterval().toNanos(), TimeUnit.NANOSECONDS);
				this.bell.drainPermits();
				follow(redis);
			}
		}
	}

	private void follow(LiveSubscription redis) {
		try {
			redis.follow(this.followed.keySet().stream().map(Feed::channel).collect(Collectors.toSet()));
			var seen = new HashMap<Feed, Long>();
			this.followed.forEach((feed, entry) -> seen.put(feed, entry.end().last()));
			progress(List.copyOf(seen.keySet())).forEach((progress) -> Tenancy.of(progress.feed().tenantId())
				.run(() -> catchUp(progress, seen.get(progress.feed()))));
		}
		catch (RuntimeException ex) {
			log.warn("followed events are looked for later: {}", ex.getMessage());
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
	 * @param seen how far the end had come before the database was asked, which has each
	 * event before anybody else does
	 */
	private void catchUp(Progress progress, long seen) {
		var entry = this.followed.get(progress.feed());
		if (entry == null) {
			return;
		}
		var end = entry.end();
		if (progress.lastSequence() < seen) {
			log.warn("{} has been at event {}, and is at {} now: the database is an earlier one", progress.feed(), seen,
					progress.lastSequence());
			end.restart(progress.lastSequence());
		}
		for (var last = end.last(); last < progress.lastSequence(); last = end.last()) {
			var page = this.events.after(progress.feed(), last, this.settings.page(), this.settings.piece());
			end.skipTo(page.oldestSequence() - 1);
			page.messages().forEach((message) -> end.append(SseFrame.of(message)));
			if (page.messages().isEmpty()) {
				return;
			}
		}
	}

	/** On a thread of the connection: what it cannot do at once it leaves to ours. */
	private void received(String channel, String message) {
		var entry = this.followed.get(Feed.ofChannel(channel));
		if (entry != null && read(message).map(SseFrame::of).filter(entry.end()::append).isEmpty()) {
			this.bell.release();
		}
	}

	/** Looks no further than it must: the data is what makes a message long. */
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
			log.debug("somebody else publishes on our channels: {}", ex.getMessage());
		}
		return Optional.empty();
	}

}
