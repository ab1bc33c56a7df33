package com.auraconnect.orders.web;

import java.util.function.BiConsumer;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.Cancellation;
import com.auraconnect.orders.order.CancellationReason;

/** The body of {@code POST /orders/{id}/cancel}. */
record CancelRequest(@NotNull @Nullable CancellationReason reason,
		@ConfiguredLimit(Limit.TEXT) @Text(lines = true) @Nullable String notes) implements CrossFieldRules {

	@Override
	public void check(BiConsumer<String, String> fault) {
		if (this.reason == CancellationReason.OTHER && (this.notes == null || this.notes.isBlank())) {
			fault.accept("notes", "are needed when the reason is other");
		}
	}

	Cancellation toCancellation() {
		return new Cancellation(this.reason, this.notes);
	}

}
