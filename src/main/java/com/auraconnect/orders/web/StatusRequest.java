package com.auraconnect.orders.web;

import java.time.Instant;
import java.util.function.BiConsumer;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.StatusUpdate;

/** The body of {@code PUT /orders/{id}/status}. */
record StatusRequest(@NotNull @Nullable OrderStatus status,
		@ConfiguredLimit(Limit.TEXT) @Text(lines = true) @Nullable String reason,
		@Nullable Instant estimatedReadyTime) implements CrossFieldRules {

	@Override
	public void check(BiConsumer<String, String> fault) {
		if (this.status == OrderStatus.CANCELLED && (this.reason == null || this.reason.isBlank())) {
			fault.accept("reason", "is needed to cancel an order");
		}
	}

	StatusUpdate toUpdate() {
		return new StatusUpdate(this.status, this.reason, this.estimatedReadyTime);
	}

}
