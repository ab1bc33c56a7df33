package com.auraconnect.orders.feed;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the event streams over HTTP.
 *
 * @param limit maximum number of open streams on this replica
 * @param tenantLimit maximum number of them per tenant
 * @param callerLimit maximum number of them per caller
 * @param recent maximum number of events of a feed in memory, shared by its subscribers
 * @param recentMemory maximum memory of the events of all feeds
 * @param page how many events are read from the database at once
 * @param piece how many bytes of events are read and written at once; one event may be
 * larger
 * @param readers how many pages are read at the same time
 * @param gather how long a stream waits after a write, so that events gather for the next
 * @param heartbeat after how long without an event a stream writes a comment
 * @param pollInterval how often the database is polled for events that Redis did not
 * deliver
 * @param patience how long a subscriber may lag behind the events in memory
 */
@Validated
@ConfigurationProperties("orders.event-streams")
public record StreamSettings(@Min(1) int limit, @Min(1) int tenantLimit, @Min(1) int callerLimit, @Min(1) int recent,
		@NotNull DataSize recentMemory, @Min(1) @Max(1000) int page, @NotNull DataSize piece, @Min(1) int readers,
		@NotNull Duration gather, @NotNull Duration heartbeat, @NotNull Duration pollInterval,
		@NotNull Duration patience) {
}
