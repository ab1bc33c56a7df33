package com.auraconnect.orders.payment;

import java.util.function.BiConsumer;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.pricing.Amount;

/** The body of {@code PATCH /orders/{id}/payments/{payment_id}}. */
public record TipRequest(@NotNull @Nullable Amount tipAmount) implements CrossFieldRules {

	@Override
	public void check(BiConsumer<String, String> fault) {
		MoneyRules.notNegative("tip_amount", this.tipAmount, fault);
	}

}
