package com.auraconnect.orders.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

import com.auraconnect.orders.pricing.TaxRule;

/**
 * Restaurant of a tenant.
 *
 * @param currency ISO 4217, such as {@code USD}
 * @param businessDayStart when a new business day begins, in the location's time zone
 * @param autoConfirm whether an order is confirmed automatically once its stock is
 * reserved and its payment authorized
 * @param taxRules the taxes of the location, applied to each order
 */
public record Location(long tenantId, long id, ZoneId timeZone, String currency, LocalTime businessDayStart,
		boolean autoConfirm, List<TaxRule> taxRules) {

	/**
	 * Returns the business day of the moment. Before the day's start it is still the day
	 * before.
	 */
	public LocalDate businessDay(Instant moment) {
		var local = moment.atZone(this.timeZone);
		return local.toLocalTime().isBefore(this.businessDayStart) ? local.toLocalDate().minusDays(1)
				: local.toLocalDate();
	}

}
