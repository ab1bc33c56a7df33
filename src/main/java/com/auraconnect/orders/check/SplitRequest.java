package com.auraconnect.orders.check;

import java.util.List;
import java.util.function.BiConsumer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.payment.MoneyRules;
import com.auraconnect.orders.pricing.Amount;

/** The body of {@code POST /checks/{id}/splits}. */
record SplitRequest(@NotNull @Nullable By by, @Valid @Nullable SplitPartsRequest parts,
		@Size(min = 1, max = SplitRequest.MAX_PARTS) @Nullable List<@NotNull Amount> amounts)
		implements
			CrossFieldRules {

	/** Maximum number of parts. */
	static final int MAX_PARTS = 50;

	/** Basis of a split. */
	enum By {

		EQUAL, ITEMS, AMOUNT

	}

	@Override
	public void check(BiConsumer<String, String> fault) {
		if (this.by == By.AMOUNT) {
			require("amounts", this.amounts, fault);
		}
		else if (this.by != null) {
			require("parts", this.parts, fault);
			if (this.parts != null && this.parts.isWellFormed() && this.parts.isNumber() != (this.by == By.EQUAL)) {
				fault.accept("parts", (this.by == By.EQUAL) ? "must be a number for equal parts"
						: "must be lists of items for parts by items");
			}
		}
		if (this.by != null && this.by != By.AMOUNT && this.amounts != null) {
			fault.accept("amounts", "is for parts by amount only");
		}
		if (this.by == By.AMOUNT && this.parts != null) {
			fault.accept("parts", "is not for parts by amount");
		}
		for (int i = 0; this.amounts != null && i < this.amounts.size(); i++) {
			MoneyRules.positive("amounts[" + i + "]", this.amounts.get(i), fault);
		}
	}

	private static void require(String field, @Nullable Object value, BiConsumer<String, String> fault) {
		if (value == null) {
			fault.accept(field, "must be given");
		}
	}

}
