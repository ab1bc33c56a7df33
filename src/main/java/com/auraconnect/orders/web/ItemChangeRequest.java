package com.auraconnect.orders.web;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.ItemChange;

/**
 * The body of {@code PUT /orders/{id}/items/{item_id}}. An absent field stays as it is.
 */
record ItemChangeRequest(@ConfiguredLimit(value = Limit.QUANTITY, min = 1) @Nullable Integer quantity,
		@ConfiguredLimit(Limit.MODIFIERS) @Nullable List<OrderRequest.@NotNull @Valid ModifierRequest> modifiers,
		@Nullable Optional<@ConfiguredLimit(Limit.TEXT) @Text(lines = true) String> specialInstructions,
		@Nullable Optional<@Min(1) @Max(99) Integer> course) implements CrossFieldRules {

	@Override
	public void check(BiConsumer<String, String> fault) {
		OrderRequest.ModifierRequest.checkUnique(this.modifiers, fault);
	}

	ItemChange toChange() {
		var choices = (this.modifiers != null)
				? this.modifiers.stream().map(OrderRequest.ModifierRequest::toChoice).toList() : null;
		return new ItemChange(this.quantity, choices, this.specialInstructions, this.course);
	}

}
