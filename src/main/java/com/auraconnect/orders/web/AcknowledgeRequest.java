package com.auraconnect.orders.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /kitchen/orders/{id}/acknowledge}. */
record AcknowledgeRequest(@NotBlank @Size(max = 100) @Text @Nullable String displayId) {
}
