package com.auraconnect.orders.kitchen;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.Text;

/** The body of {@code POST /kitchen/orders/{id}/prepare}. */
record PrepareRequest(@Size(min = 1, max = 50) @Text @Nullable String station,
		@Min(1) @Max(1440) @Nullable Integer estimatedMinutes) {

	/** Estimated preparation time, null if not given. */
	@Nullable Duration estimatedDuration() {
		return (this.estimatedMinutes != null) ? Duration.ofMinutes(this.estimatedMinutes) : null;
	}

}
