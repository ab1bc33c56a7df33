package com.auraconnect.orders.location;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.Courses;

/**
 * Settings of a location, as an admin makes them.
 *
 * @param currency ISO 4217, such as {@code USD}
 * @param businessDayStart when a business day begins, to the minute
 * @param prepMinutes usual preparation time of an order
 * @param cashRounding smallest coin, to which cash is rounded; null for none
 * @param captureDelayMinutes time between the completion of an order and the capture of
 * its card payments
 * @param acceptsUntilDays how far ahead orders can be scheduled
 * @param stations kitchen stations
 * @param active whether the location is in business
 */
record LocationRules(String name, ZoneId timeZone, String currency, LocalTime businessDayStart, boolean autoConfirm,
		List<TaxRuleView> taxRules, Courses courses, int prepMinutes, @Nullable BigDecimal cashRounding,
		int captureDelayMinutes, int acceptsUntilDays, List<String> stations, boolean active) {

	LocationRules {
		taxRules = List.copyOf(taxRules);
		stations = List.copyOf(stations);
	}

}
