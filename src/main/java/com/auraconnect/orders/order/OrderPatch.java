package com.auraconnect.orders.order;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is to be different about an order, as in a JSON merge patch: null leaves a field
 * as it is, an empty Optional clears it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
 */
public record OrderPatch(@Nullable Optional<String> tableNumber, @Nullable Optional<Integer> guestCount,
		@Nullable Optional<String> notes, @Nullable Optional<Long> customerId) {
}
