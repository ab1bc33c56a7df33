package com.auraconnect.orders.location;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.order.Availability;

/** The body of {@code PUT /locations/{id}/availability}. */
record AvailabilityRequest(@NotNull @Nullable Boolean accepting, @Nullable Optional<Instant> until,
		@Min(0) @Max(1440) @Nullable Integer extraMinutes) implements CrossFieldRules {

	@Override
	public void check(BiConsumer<String, String> fault) {
		if (Boolean.TRUE.equals(this.accepting) && end() != null && extra().isZero()) {
			fault.accept("until", "must end something: a pause, or extra_minutes");
		}
	}

	/** End of the pause and of the extra time, null if they have none. */
	@Nullable Instant end() {
		return (this.until != null) ? this.until.orElse(null) : null;
	}

	private Duration extra() {
		return (this.extraMinutes != null) ? Duration.ofMinutes(this.extraMinutes) : Duration.ZERO;
	}

	/** Converts a valid request. */
	Availability toAvailability(boolean isActive) {
		return new Availability(isActive, Boolean.TRUE.equals(this.accepting), extra(), end());
	}

}
