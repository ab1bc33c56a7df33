package com.auraconnect.orders.location;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.CrossFieldRules;

/** The body of {@code PUT /locations/{id}/items/{menu_item_id}}. */
record LocationItemRequest(@NotNull @Nullable Boolean available,
		@Nullable Optional<Instant> until) implements CrossFieldRules {

	@Override
	public void check(BiConsumer<String, String> fault) {
		if (Boolean.TRUE.equals(this.available) && end() != null) {
			fault.accept("until", "is for an item that is not available: when it is again");
		}
	}

	/** When the item is back by itself, null if it is not. */
	@Nullable Instant end() {
		return (this.until != null) ? this.until.orElse(null) : null;
	}

}
