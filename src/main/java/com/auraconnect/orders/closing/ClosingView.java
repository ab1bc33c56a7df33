package com.auraconnect.orders.closing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A closing, as the API returns it and as it is stored.
 *
 * @param number 1, 2, 3 without a gap in its location
 * @param report the money of the day; its {@code closing} is the number
 * @param difference counted less expected cash, negative if cash is missing
 * @param carriedOver the orders of the day, and of earlier closed days, that were open,
 * by id, at most 1,000
 * @param by the actor
 */
record ClosingView(int number, @JsonUnwrapped DayReport report, BigDecimal openingCash, BigDecimal countedCash,
		BigDecimal difference, @Nullable String note, List<Long> carriedOver, String by, Instant at) {

	ClosingView {
		carriedOver = List.copyOf(carriedOver);
	}

}
