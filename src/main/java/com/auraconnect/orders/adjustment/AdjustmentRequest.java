package com.auraconnect.orders.adjustment;

import java.math.BigDecimal;
import java.util.function.BiConsumer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.NewAdjustment;
import com.auraconnect.orders.order.OrderAdjustment;
import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Discount;

/** The body of {@code POST /orders/{id}/adjustments}. */
record AdjustmentRequest(@NotNull OrderAdjustment.@Nullable Kind kind, @Positive @Nullable Long itemId,
		@NotBlank @Size(max = 100) @Text @Nullable String name, @NotNull @Nullable Adjustment type,
		@NotNull @Nullable BigDecimal value,
		@NotBlank @ConfiguredLimit(Limit.TEXT) @Text(lines = true) @Nullable String reason,
		@Size(min = 1, max = 255) @Text @Nullable String approvedBy) implements CrossFieldRules {

	@Override
	public void check(BiConsumer<String, String> fault) {
		if (this.kind == OrderAdjustment.Kind.PRICE && this.itemId == null) {
			fault.accept("item_id", "is needed for a price");
		}
		if (this.kind == OrderAdjustment.Kind.SERVICE_CHARGE && this.itemId != null) {
			fault.accept("item_id", "is not for a service charge, which is on the whole order");
		}
		if (this.value != null && this.value.compareTo(Amount.LARGEST.value()) > 0) {
			fault.accept("value", "must be at most " + Amount.LARGEST);
		}
		if (this.kind == OrderAdjustment.Kind.PRICE && this.type == Adjustment.PERCENTAGE) {
			fault.accept("type", "must be fixed for a price");
		}
		if (this.name != null && this.type != null && this.value != null) {
			checkValue(this.name, this.type, this.value, fault);
		}
	}

	private static void checkValue(String name, Adjustment type, BigDecimal value, BiConsumer<String, String> fault) {
		try {
			new Discount(name, type, value);
		}
		catch (IllegalArgumentException ex) {
			fault.accept("value", switch (type) {
				case PERCENTAGE -> "must be between 0 and 100, with at most 4 decimals";
				case FIXED -> "must be an amount of 0 or more, with no more decimals than the currency has";
			});
		}
	}

	NewAdjustment toAdjustment() {
		return new NewAdjustment(this.kind, this.itemId, this.name, this.type, this.value, this.reason,
				this.approvedBy);
	}

}
