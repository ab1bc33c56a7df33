package com.auraconnect.orders.saga;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A saga that has not come to its end, as those see it who look after it.
 *
 * @param id unique in its tenant, such as {@code place-order-4711}
 * @param saga what it does, such as {@code place-order}
 * @param step where it is held up, null if it never was
 * @param failure what held it up, null if nothing did
 * @param attempts how often it has failed in a row
 * @param nextAttemptAt null for a parked one
 * @param parkedAt null for one that is not
 */
public record Saga(String id, String saga, long orderId, SagaState state, @Nullable String step,
		@Nullable String failure, int attempts, @Nullable Instant nextAttemptAt, @Nullable Instant parkedAt) {
}
