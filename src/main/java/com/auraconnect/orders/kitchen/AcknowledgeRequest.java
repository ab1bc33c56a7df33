package com.auraconnect.orders.kitchen;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.Text;

/** The body of {@code POST /kitchen/orders/{id}/acknowledge}. */
record AcknowledgeRequest(@NotBlank @Size(max = 100) @Text @Nullable String displayId,
		@Min(1) @Nullable Integer version) {
}
