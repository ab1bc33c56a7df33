package com.auraconnect.orders.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import com.auraconnect.orders.outbox.EventSettings;
import com.auraconnect.orders.outbox.Feed;
import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Deletes events older than the retention time from the database, then trims the Redis
 * streams to match. An event that has not been published yet is kept, whatever its age.
 */
@Configuration(proxyBeanMethods = false)
class EventRetention {

	private static final Logger log = LoggerFactory.getLogger(EventRetention.class);

	private final EventRetentionRepository events;

	private final StringRedisTemplate redis;

	private final EventSettings settings;

	EventRetention(EventRetentionRepository events, StringRedisTemplate redis, EventSettings settings) {
		this.events = events;
		this.redis = redis;
		this.settings = settings;
	}

	@Bean
	RecurringTask<Void> purgeEvents() {
		return Tasks.recurring("purge-events", FixedDelay.of(this.settings.purgeInterval())).execute((_, _) -> {
			var before = this.events.now().minus(this.settings.keep());
			this.events.feeds().forEach((feed) -> purgeOrSkip(feed, before));
		});
	}

	/**
	 * Purges a feed. A failure is logged and left to the next run, so that it does not
	 * stop the other feeds.
	 */
	private void purgeOrSkip(Feed feed, Instant before) {
		try {
			purge(feed, before);
		}
		catch (RuntimeException ex) {
			log.warn("purging old events of {} failed and is retried with the next run: {}", feed, ex.getMessage());
		}
	}

	/** Deletes the published events of a feed that occurred before that time. */
	void purge(Feed feed, Instant before) {
		Tenancy.of(feed.tenantId()).run(() -> purgeWithinTenant(feed, before));
	}

	private void purgeWithinTenant(Feed feed, Instant before) {
		while (this.events.purge(feed, before, this.settings.purgeBatch()) == this.settings.purgeBatch()) {
			// a full batch: there may be more
		}
		trim(feed, this.events.oldest(feed));
	}

	private void trim(Feed feed, long oldest) {
		try {
			this.redis.execute((RedisCallback<Object>) (connection) -> connection.execute("XTRIM", bytes(feed.stream()),
					bytes("MINID"), bytes(Long.toString(oldest))));
		}
		catch (DataAccessException ex) {
			log.debug("trimming {} failed and is retried with the next run: {}", feed.stream(), ex.getMessage());
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
