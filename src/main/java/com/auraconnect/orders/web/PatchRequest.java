package com.auraconnect.orders.web;

import java.time.Instant;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.OrderPatch;
import com.auraconnect.orders.order.OrderType;

/**
 * The body of {@code PATCH /orders/{id}}, a merge patch. An absent field is null, a JSON
 * null is an empty {@link Optional}.
 */
record PatchRequest(@Nullable Optional<@Size(max = 50) @Text String> tableNumber,
		@Nullable Optional<@Min(1) @Max(1000) Integer> guestCount,
		@Nullable Optional<@ConfiguredLimit(Limit.TEXT) @Text(lines = true) String> notes,
		@Nullable Optional<@Positive Long> customerId, @Nullable Optional<Instant> scheduledFor,
		@Nullable Optional<@Valid GuestRequest> guest, @Nullable Optional<@Valid FulfilmentRequest> fulfilment,
		@Nullable Optional<@NotNull OrderType> orderType, @Nullable Optional<@Valid TaxExemptionRequest> taxExempt,
		@Nullable Optional<@Positive Long> checkId) {

	OrderPatch toPatch() {
		return new OrderPatch(this.tableNumber, this.guestCount, this.notes, this.customerId, this.scheduledFor,
				(this.guest != null) ? this.guest.map(GuestRequest::toPatch) : null,
				(this.fulfilment != null) ? this.fulfilment.map(FulfilmentRequest::toPatch) : null,
				(this.orderType != null) ? this.orderType.orElseThrow() : null,
				(this.taxExempt != null) ? this.taxExempt.map(TaxExemptionRequest::toPatch) : null, this.checkId);
	}

}
