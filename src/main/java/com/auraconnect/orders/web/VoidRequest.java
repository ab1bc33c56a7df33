package com.auraconnect.orders.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.http.Text;

/** The body of {@code POST /orders/{id}/items/{item_id}/void}. */
record VoidRequest(@NotBlank @ConfiguredLimit(Limit.TEXT) @Text(lines = true) @Nullable String reason,
		@NotNull @Nullable Boolean used) {
}
