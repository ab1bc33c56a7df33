package com.auraconnect.orders.events;

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

import com.auraconnect.orders.tenancy.Tenancy;

/**
 * Removes events that have grown old, from the database and then from the streams, which
 * keep nothing longer than the database does. An event that has not been published yet
 * stays, whatever its age.
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
			this.events.feeds().forEach((feed) -> purgeOrPassOver(feed, before));
		});
	}

	/** One feed that fails is purged the next time, and holds up no other. */
	private void purgeOrPassOver(Feed feed, Instant before) {
		try {
			purge(feed, before);
		}
		catch (RuntimeException ex) {
			log.warn("old events of {} are removed the next time: {}", feed, ex.getMessage());
		}
	}

	/** Removes what is older from one feed. */
	void purge(Feed feed, Instant before) {
		Tenancy.of(feed.tenantId()).run(() -> purgeOfTenant(feed, before));
	}

	private void purgeOfTenant(Feed feed, Instant before) {
		while (this.events.purge(feed, before, this.settings.purgeBatch()) == this.settings.purgeBatch()) {
			// there may be more
		}
		trim(feed, this.events.oldest(feed));
	}

	private void trim(Feed feed, long oldest) {
		try {
			this.redis.execute((RedisCallback<Object>) (connection) -> connection.execute("XTRIM", bytes(feed.stream()),
					bytes("MINID"), bytes(Long.toString(oldest))));
		}
		catch (DataAccessException ex) {
			log.debug("{} is trimmed the next time: {}", feed.stream(), ex.getMessage());
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
