package com.auraconnect.orders.closing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Money of one business day of a location, in its currency. Gross less discounts and
 * comps plus service charges and taxes that are not inclusive is what was sold.
 *
 * @param closing number of the closing, null while the day is open
 * @param sequence the last event of the location's feed that it contains
 * @param gross the lines at menu prices, without voided ones and cancelled orders
 * @param voids lines that were voided with a reason, at menu prices; not part of
 * {@code gross}
 * @param tips tips of the payments of the day
 * @param cashExpected opening cash plus cash payments and cash tips less cash refunds
 * @param rounding what guests paid less in cash because of the smallest coin
 * @param open the orders of the day, and of earlier closed days, whose balance is not 0,
 * by id, at most 1,000
 * @param refundsOfEarlierDays the part of the day's refunds for orders of earlier days
 * @param adjustedAfterClosing what was sold more on closed days by later changes, booked
 * on this day
 */
record DayReport(long locationId, LocalDate businessDay, String currency, @Nullable Integer closing, long sequence,
		BigDecimal gross, BigDecimal discounts, BigDecimal comps, BigDecimal voids, BigDecimal serviceCharges,
		List<Tax> taxes, BigDecimal tips, List<Tender> tenders, BigDecimal cashExpected, BigDecimal rounding,
		List<Long> open, BigDecimal refundsOfEarlierDays, BigDecimal adjustedAfterClosing) {

	DayReport {
		taxes = List.copyOf(taxes);
		tenders = List.copyOf(tenders);
		open = List.copyOf(open);
	}

	/**
	 * One tax of the day.
	 *
	 * @param rate a fraction: 0.09 is nine percent
	 * @param base what was taxed, after discounts; of an inclusive tax without the tax
	 */
	record Tax(String name, BigDecimal rate, boolean inclusive, BigDecimal base, BigDecimal amount) {
	}

	/**
	 * Payments of one method.
	 *
	 * @param count number of payments
	 * @param amount without tips; of cards also what is held and not captured yet
	 * @param refunds what was given back on the day, with tips
	 */
	record Tender(String method, long count, BigDecimal amount, BigDecimal refunds) {
	}

	/** Copies the report for a closing of its day. */
	DayReport closedAs(int number, BigDecimal openingCash) {
		return new DayReport(this.locationId, this.businessDay, this.currency, number, this.sequence, this.gross,
				this.discounts, this.comps, this.voids, this.serviceCharges, this.taxes, this.tips, this.tenders,
				this.cashExpected.add(openingCash), this.rounding, this.open, this.refundsOfEarlierDays,
				this.adjustedAfterClosing);
	}

}
