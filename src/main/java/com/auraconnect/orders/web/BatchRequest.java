package com.auraconnect.orders.web;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /orders/batch}: orders that a terminal took while it was
 * offline. They are read one by one, so that one that cannot be read spoils no other.
 */
record BatchRequest(@NotNull @Size(min = 1, max = 100) @Nullable List<JsonNode> orders) {
}
