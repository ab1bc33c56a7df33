package com.auraconnect.orders.kitchen;

import java.time.Instant;

/**
 * Position of an order in a kitchen's queue; the queue is sorted by all of its parts.
 *
 * @param waiting whether the order waits to be fired
 * @param queuedAt since when it is in the queue, or when it will be fired; exact to the
 * microsecond
 */
public record QueuePosition(boolean waiting, Instant queuedAt, long orderId) {
}
