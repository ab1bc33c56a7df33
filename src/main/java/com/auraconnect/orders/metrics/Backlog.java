package com.auraconnect.orders.metrics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * What waits.
 *
 * @param since when the oldest of it began to wait, null when there is nothing
 */
public record Backlog(long size, @Nullable Instant since) {

	/** A row of the size and the time. */
	public static Backlog of(ResultSet row) throws SQLException {
		var since = row.getObject(2, OffsetDateTime.class);
		return new Backlog(row.getLong(1), (since != null) ? since.toInstant() : null);
	}

	/** How long the oldest has waited, in seconds; 0 when there is nothing. */
	public double age(Clock clock) {
		return (this.since != null) ? Math.max(0, Duration.between(this.since, clock.instant()).toMillis() / 1000.0)
				: 0;
	}

}
