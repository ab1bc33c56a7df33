package com.auraconnect.orders.check;

import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.Text;

/**
 * The body of {@code PATCH /checks/{id}}, a merge patch. An absent field is null, a JSON
 * null is an empty {@link Optional}.
 */
record CheckPatchRequest(@Nullable Optional<@Size(max = 50) @Text String> tableNumber,
		@Nullable Optional<@Size(max = 100) @Text String> name,
		@Nullable Optional<@Min(1) @Max(1000) Integer> guestCount) {

	Check.Patch toPatch() {
		return new Check.Patch(this.tableNumber, this.name, this.guestCount);
	}

}
