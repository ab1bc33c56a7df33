package com.auraconnect.orders.check;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /checks/{id}/merge}. */
record MergeRequest(@NotNull @Size(min = 1, max = Check.MAX_ORDERS) @Nullable List<@NotNull @Positive Long> from) {
}
