package com.auraconnect.orders.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

import com.auraconnect.orders.pricing.TaxRule;

/**
 * A restaurant of a tenant.
 *
 * @param currency ISO 4217, such as {@code USD}
 * @param businessDayStart when a new business day begins, in the location's time zone
 * @param autoConfirm whether an order goes to the kitchen by itself once stock and
 * payment are seen to
 * @param taxRules the taxes of its place, applied to each sale
 */
public record Location(long tenantId, long id, ZoneId timeZone, String currency, LocalTime businessDayStart,
		boolean autoConfirm, List<TaxRule> taxRules) {

	/**
	 * The day to whose books the moment belongs: before the business day's start, still
	 * the day before.
	 */
	public LocalDate businessDay(Instant moment) {
		var local = moment.atZone(this.timeZone);
		return local.toLocalTime().isBefore(this.businessDayStart) ? local.toLocalDate().minusDays(1)
				: local.toLocalDate();
	}

}
