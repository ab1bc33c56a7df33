package com.auraconnect.orders.order;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Change of a line; null leaves a field unchanged.
 *
 * @param modifiers the complete new list
 * @param specialInstructions empty clears the instructions
 */
public record ItemChange(@Nullable Integer quantity, @Nullable List<NewOrder.ModifierChoice> modifiers,
		@Nullable Optional<String> specialInstructions, @Nullable Optional<Integer> course) {
}
