package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/**
 * Reason of a cancellation.
 *
 * @param notes free text; required for {@link CancellationReason#OTHER}
 */
public record Cancellation(CancellationReason reason, @Nullable String notes) {

	/** Returns the notes for the status history, or the reason's name without notes. */
	String describe() {
		return (this.notes != null) ? this.notes : WireNames.of(this.reason);
	}

}
