package com.auraconnect.orders.saga;

import com.auraconnect.orders.order.CommittedChange;

/**
 * Asks for the first run of a saga, outside the scheduler.
 *
 * @param change the committed change that starts the saga
 */
record InlineRun(String taskName, OrderRef ref, CommittedChange change) {
}
