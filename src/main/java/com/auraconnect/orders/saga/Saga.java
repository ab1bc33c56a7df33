package com.auraconnect.orders.saga;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An unfinished saga, as the admin API shows it.
 *
 * @param id unique in its tenant, such as {@code place-order-4711}
 * @param saga its kind, such as {@code place-order}
 * @param orderId its order, null for a saga of a check
 * @param checkId the check whose payment it is about, null for a saga of an order
 * @param step the step that failed last, null if none did
 * @param failure why it failed, null if it did not
 * @param attempts consecutive failures
 * @param nextAttemptAt null while it is parked
 * @param parkedAt null unless it is parked
 */
public record Saga(String id, String saga, @Nullable Long orderId, @Nullable Long checkId, SagaState state,
		@Nullable String step, @Nullable String failure, int attempts, @Nullable Instant nextAttemptAt,
		@Nullable Instant parkedAt) {
}
