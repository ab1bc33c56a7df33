package com.auraconnect.orders.order;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a line: null leaves it as it is.
 *
 * @param modifiers all that the line shall have
 * @param specialInstructions empty to clear them
 */
public record ItemChange(@Nullable Integer quantity, @Nullable List<NewOrder.ModifierChoice> modifiers,
		@Nullable Optional<String> specialInstructions) {
}
