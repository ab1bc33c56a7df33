package com.auraconnect.orders.order;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Reason of a cancellation.
 *
 * @param notes free text; required for {@link CancellationReason#OTHER}
 */
@Embeddable
public record Cancellation(@Column(name = "cancellation_reason") CancellationReason reason,
		@Column(name = "cancellation_notes") @Nullable String notes) {

	/** Returns the notes for the status history, or the reason's name without notes. */
	String describe() {
		return (this.notes != null) ? this.notes : WireNames.of(this.reason);
	}

}
