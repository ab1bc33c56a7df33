package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Change of an order's fields, as in a JSON merge patch: null leaves a field unchanged,
 * an empty Optional clears it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
 */
public record OrderPatch(@Nullable Optional<String> tableNumber, @Nullable Optional<Integer> guestCount,
		@Nullable Optional<String> notes, @Nullable Optional<Long> customerId, @Nullable Optional<Instant> scheduledFor,
		@Nullable Optional<Guest.Patch> guest, @Nullable Optional<Fulfilment.Patch> fulfilment,
		@Nullable OrderType orderType, @Nullable Optional<TaxExemption.Patch> taxExempt,
		@Nullable Optional<Long> checkId) {

	/** Changes the table only; null clears it. */
	static OrderPatch ofTable(@Nullable String tableNumber) {
		return new OrderPatch(Optional.ofNullable(tableNumber), null, null, null, null, null, null, null, null, null);
	}

}
