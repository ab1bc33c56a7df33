package com.auraconnect.orders.check;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/** Parts of a split, as the API returns them. Each column sums to the open bill. */
record SplitView(List<Part> parts) {

	SplitView {
		parts = List.copyOf(parts);
	}

	/**
	 * Part of one guest, without tips:
	 * {@code total = subtotal - discount + service charges + tax}.
	 *
	 * @param items the lines of the part, null unless the split is by lines
	 */
	record Part(@JsonInclude(Include.NON_NULL) @Nullable List<SplitItem> items, Money subtotal, Money discountAmount,
			Money serviceChargeAmount, Money taxAmount, Money totalAmount, List<Tax> taxes) {
	}

	/** Part of a tax. */
	record Tax(String name, BigDecimal rate, boolean inclusive, Money amount) {
	}

}
