package com.auraconnect.orders.order;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Requested status of an order.
 *
 * @param estimatedReadyTime when the order will probably be ready, null to leave the
 * estimate unchanged
 */
public record StatusUpdate(OrderStatus status, @Nullable String reason, @Nullable Instant estimatedReadyTime) {
}
