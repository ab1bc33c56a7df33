package com.auraconnect.orders.closing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.BiConsumer;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.http.Text;

/**
 * The body of {@code POST /locations/{id}/closings}.
 *
 * @param openingCash cash in the drawer in the morning; nothing if not given
 * @param carryOver whether the day is closed although orders of it are open
 */
record ClosingRequest(@NotNull @Nullable LocalDate businessDay, @NotNull @Nullable BigDecimal countedCash,
		@Nullable BigDecimal openingCash, @ConfiguredLimit(Limit.TEXT) @Text(lines = true) @Nullable String note,
		@Nullable Boolean carryOver) implements CrossFieldRules {

	private static final BigDecimal LIMIT = new BigDecimal("999999999999.999");

	@Override
	public void check(BiConsumer<String, String> fault) {
		checkCash("counted_cash", this.countedCash, fault);
		checkCash("opening_cash", this.openingCash, fault);
	}

	private static void checkCash(String field, @Nullable BigDecimal cash, BiConsumer<String, String> fault) {
		if (cash != null && (cash.signum() < 0 || cash.compareTo(LIMIT) > 0)) {
			fault.accept(field, "must be between 0 and " + LIMIT.toBigInteger());
		}
	}

	/** Whether an amount has no more decimals than the currency. */
	static boolean fits(@Nullable BigDecimal cash, int decimals) {
		return cash == null || cash.stripTrailingZeros().scale() <= decimals;
	}

}
