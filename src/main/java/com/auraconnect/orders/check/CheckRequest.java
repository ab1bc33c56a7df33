package com.auraconnect.orders.check;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.Text;

/** The body of {@code POST /checks}. */
record CheckRequest(@NotNull @Positive @Nullable Long locationId, @Size(max = 50) @Text @Nullable String tableNumber,
		@Size(max = 100) @Text @Nullable String name, @Min(1) @Max(1000) @Nullable Integer guestCount,
		@Size(max = Check.MAX_ORDERS) @Nullable List<@NotNull @Positive Long> orderIds) {

	NewCheck toCheck() {
		return new NewCheck(this.locationId, this.tableNumber, this.name, this.guestCount,
				(this.orderIds != null) ? this.orderIds.stream().distinct().toList() : List.of());
	}

}
