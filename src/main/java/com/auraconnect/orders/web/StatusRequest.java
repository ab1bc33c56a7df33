package com.auraconnect.orders.web;

import java.time.Instant;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.StatusUpdate;

/** The body of {@code PUT /orders/{id}/status}. */
record StatusRequest(@NotNull @Nullable OrderStatus status, @Within(Limit.TEXT) @Text @Nullable String reason,
		@Nullable Instant estimatedReadyTime) {

	StatusUpdate toUpdate() {
		return new StatusUpdate(this.status, this.reason, this.estimatedReadyTime);
	}

}
