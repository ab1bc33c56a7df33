package com.auraconnect.orders.platform.metrics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Size and age of a queue.
 *
 * @param since when the oldest entry was added, null if the queue is empty
 */
public record Backlog(long size, @Nullable Instant since) {

	/** Reads a row of size and time. */
	public static Backlog of(ResultSet row) throws SQLException {
		var since = row.getObject(2, OffsetDateTime.class);
		return new Backlog(row.getLong(1), (since != null) ? since.toInstant() : null);
	}

	/** Age of the oldest entry in seconds; 0 if the queue is empty. */
	public double age(Clock clock) {
		return (this.since != null) ? Math.max(0, Duration.between(this.since, clock.instant()).toMillis() / 1000.0)
				: 0;
	}

}
