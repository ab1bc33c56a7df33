package com.auraconnect.orders.events;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How events are streamed to those who follow a feed over HTTP.
 *
 * @param limit how many streams may be open on this replica
 * @param tenantLimit how many of them of one tenant
 * @param callerLimit how many of them of one caller
 * @param recent how many events of a feed are in memory, once for all who follow it
 * @param recentMemory what the events of all feeds in memory take at most
 * @param page how many are read from the database at once
 * @param piece how many bytes of events are read and written at once, or one event
 * @param readers how many pages are read at the same time
 * @param gather how long a stream waits after it has written something
 * @param heartbeat after how long without an event it writes a comment
 * @param pollInterval how often the database is asked for what Redis did not tell
 * @param patience how long a follower may be behind what is in memory
 */
@Validated
@ConfigurationProperties("orders.event-streams")
public record StreamSettings(@Min(1) int limit, @Min(1) int tenantLimit, @Min(1) int callerLimit, @Min(1) int recent,
		@NotNull DataSize recentMemory, @Min(1) @Max(1000) int page, @NotNull DataSize piece, @Min(1) int readers,
		@NotNull Duration gather, @NotNull Duration heartbeat, @NotNull Duration pollInterval,
		@NotNull Duration patience) {
}
