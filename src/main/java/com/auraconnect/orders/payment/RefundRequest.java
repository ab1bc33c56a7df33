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
import com.auraconnect.orders.pricing.Money;

/** The body of {@code POST /orders/{id}/refunds}. */
record RefundRequest(@NotNull @Positive @Nullable Long paymentId, @NotNull @Nullable Money amount,
		@NotBlank @ConfiguredLimit(Limit.TEXT) @Text(lines = true) @Nullable String reason) implements CrossFieldRules {

	@Override
	public void check(BiConsumer<String, String> fault) {
		MoneyRules.positive("amount", this.amount, fault);
	}

}
