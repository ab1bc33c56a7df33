package com.auraconnect.orders.payment;

import java.util.function.BiConsumer;

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
import com.auraconnect.orders.pricing.Money;

/** The body of {@code POST /orders/{id}/refunds}. */
record RefundRequest(@NotNull @Positive @Nullable Long paymentId, @NotNull @Nullable Money amount,
		Refund.@Nullable Kind kind,
		@NotBlank @ConfiguredLimit(Limit.TEXT) @Text(lines = true) @Nullable String reason) implements CrossFieldRules {

	/** Converts a valid request. Without a kind, it corrects. */
	NewRefund toRefund() {
		return new NewRefund(this.amount, (this.kind != null) ? this.kind : Refund.Kind.CORRECTION, this.reason);
	}

	@Override
	public void check(BiConsumer<String, String> fault) {
		MoneyRules.positive("amount", this.amount, fault);
	}

}
