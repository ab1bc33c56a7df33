package com.auraconnect.orders.web;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /orders/batch}: orders that a terminal took while it was
 * offline. Each order is parsed separately, so that an unreadable one does not fail the
 * others.
 */
record BatchRequest(@NotNull @Size(min = 1, max = 100) @Nullable List<JsonNode> orders) {
}
