package com.auraconnect.orders.payment;

import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.NewRefund;
import com.auraconnect.orders.order.Refund;
import com.auraconnect.orders.pricing.Amount;

/** The body of {@code POST /orders/{id}/refunds}. */
public record RefundRequest(@NotNull @Positive @Nullable Long paymentId, @Nullable Amount amount,
		@ConfiguredLimit(value = Limit.ITEMS, min = 1) @Nullable List<@NotNull @Valid Item> items,
		Refund.@Nullable Kind kind,
		@NotBlank @ConfiguredLimit(Limit.TEXT) @Text(lines = true) @Nullable String reason) implements CrossFieldRules {

	/** Units of a line. */
	public record Item(@NotNull @Positive @Nullable Long itemId,
			@NotNull @ConfiguredLimit(value = Limit.QUANTITY, min = 1) @Nullable Integer quantity) {
	}

	/**
	 * Converts a valid request. Without a kind, an amount is a correction and lines are
	 * goodwill.
	 */
	public NewRefund toRefund() {
		if (this.items == null) {
			return new NewRefund(this.amount, (this.kind != null) ? this.kind : Refund.Kind.CORRECTION, this.reason);
		}
		return new NewRefund(null,
				this.items.stream().map((item) -> new NewRefund.Item(item.itemId(), item.quantity())).toList(),
				(this.kind != null) ? this.kind : Refund.Kind.GOODWILL, this.reason);
	}

	@Override
	public void check(BiConsumer<String, String> fault) {
		MoneyRules.positive("amount", this.amount, fault);
		if ((this.amount == null) == (this.items == null)) {
			fault.accept("amount", "must be given, or else items");
		}
		var ids = new HashSet<Long>();
		for (int i = 0; this.items != null && i < this.items.size(); i++) {
			var item = this.items.get(i);
			if (item != null && item.itemId() != null && !ids.add(item.itemId())) {
				fault.accept("items[" + i + "].item_id", "is in the list already");
			}
		}
	}

}
