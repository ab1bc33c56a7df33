package com.auraconnect.orders.order;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Move of an order between checks.
 *
 * @param from the check that it leaves, null for none
 * @param to the check that it joins, null for none
 */
public record CheckMove(@Nullable Long from, @Nullable Long to) {

	/** Returns the move, null if the check stays the same. */
	static @Nullable CheckMove of(@Nullable Long from, @Nullable Long to) {
		return Objects.equals(from, to) ? null : new CheckMove(from, to);
	}

}
