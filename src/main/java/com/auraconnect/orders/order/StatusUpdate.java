package com.auraconnect.orders.order;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where an order shall go.
 *
 * @param estimatedReadyTime when it will probably be ready, null to leave the estimate as
 * it is
 */
public record StatusUpdate(OrderStatus status, @Nullable String reason, @Nullable Instant estimatedReadyTime) {
}
