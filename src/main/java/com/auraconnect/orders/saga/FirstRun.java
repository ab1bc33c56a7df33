package com.auraconnect.orders.saga;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.CommittedChange;

/**
 * Asks for the first run of a saga, outside the scheduler.
 *
 * @param change the committed change of an order that starts the saga, null if none does
 */
record FirstRun(String taskName, SagaRef ref, @Nullable CommittedChange change) {
}
