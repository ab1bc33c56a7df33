package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/**
 * Why an order is called off.
 *
 * @param notes in a person's words; {@link CancellationReason#OTHER} says nothing without
 * them
 */
public record Cancellation(CancellationReason reason, @Nullable String notes) {

	/** For the history: the notes if there are any, else the reason's name. */
	String describe() {
		return (this.notes != null) ? this.notes : WireNames.of(this.reason);
	}

}
