package com.auraconnect.orders.events;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How events are relayed, and how long they are kept.
 *
 * @param partitions into how many parts the feeds are shared out; the same on all
 * replicas
 * @param batchSize how many events are numbered and published at once
 * @param messageLimit what no message is larger than
 * @param gather how long a batch waits for company after the one before
 * @param pollInterval how long an event may wait when the relay was not woken for it
 * @param takeoverInterval how often replicas look whether a partition has no owner, or
 * they have more than their share
 * @param frozenAfter how long an owner may be silent before Postgres ends its session
 * @param databaseTimeout how long Postgres may take to answer the relay, whole seconds; a
 * connection that waits longer is replaced
 * @param publishTimeout how long Redis may take to acknowledge a batch
 * @param markInterval how long what was published may be remembered in the process alone
 * @param streamLength about how many events a location's stream keeps
 * @param streamMemory how much of Redis's memory the streams of all locations may take
 * @param keep how long events can be replayed
 * @param purgeInterval how often older ones are removed
 * @param purgeBatch how many at once
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
