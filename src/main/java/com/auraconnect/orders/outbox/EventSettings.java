package com.auraconnect.orders.outbox;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the event relay and of event retention.
 *
 * @param partitions number of partitions of the feeds; the same on all replicas
 * @param batchSize maximum number of events that are numbered and published at once
 * @param messageLimit maximum size of a message
 * @param gather pause after a batch, in which events gather for the next one
 * @param pollInterval maximum delay of an event for which the relay was not woken
 * @param takeoverInterval how often a replica takes partitions without an owner and gives
 * up what exceeds its share
 * @param frozenAfter how long a partition owner may be silent before Postgres ends its
 * session
 * @param databaseTimeout how long Postgres may take to answer the relay, whole seconds; a
 * connection that waits longer is replaced
 * @param publishTimeout how long Redis may take to acknowledge a batch
 * @param markInterval maximum time between two checkpoints of what was published
 * @param streamLength approximate number of events that a location's stream keeps
 * @param streamMemory how much of Redis's memory the streams of all locations may take
 * @param keep how long events can be replayed
 * @param purgeInterval how often older events are deleted
 * @param purgeBatch how many are deleted at once
 */
@Validated
@ConfigurationProperties("orders.events")
public record EventSettings(@Min(1) @Max(1024) int partitions, @Min(1) int batchSize, @NotNull DataSize messageLimit,
		@NotNull Duration gather, @NotNull Duration pollInterval, @NotNull Duration takeoverInterval,
		@NotNull Duration frozenAfter, @NotNull @DurationMin(seconds = 1) Duration databaseTimeout,
		@NotNull Duration publishTimeout, @NotNull Duration markInterval, @Min(1) long streamLength,
		@NotNull DataSize streamMemory, @NotNull Duration keep, @NotNull Duration purgeInterval,
		@Min(1) int purgeBatch) {
}
