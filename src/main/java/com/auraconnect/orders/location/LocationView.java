package com.auraconnect.orders.location;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.Availability;
import com.auraconnect.orders.order.Courses;

/** A location, as the API returns it. */
record LocationView(long id, int version, String name, String timeZone, String currency, String businessDayStart,
		boolean autoConfirm, List<TaxRuleView> taxRules, Courses courses, int prepMinutes,
		@Nullable BigDecimal cashRounding, int captureDelayMinutes, int acceptsUntilDays, List<String> stations,
		boolean active, AvailabilityView availability, Instant updatedAt) {

	private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

	static LocationView of(StoredLocation location, Instant now) {
		var rules = location.rules();
		return new LocationView(location.id(), location.version(), rules.name(), rules.timeZone().getId(),
				rules.currency(), MINUTES.format(rules.businessDayStart()), rules.autoConfirm(), rules.taxRules(),
				rules.courses(), rules.prepMinutes(), rules.cashRounding(), rules.captureDelayMinutes(),
				rules.acceptsUntilDays(), rules.stations(), rules.active(),
				AvailabilityView.of(location.availability().at(now)), location.updatedAt());
	}

	/**
	 * Whether the location is paused, and how busy it is, at the time of the answer. Does
	 * not tell whether it is active.
	 */
	record AvailabilityView(boolean accepting, @Nullable Instant until, long extraMinutes) {

		static AvailabilityView of(Availability availability) {
			return new AvailabilityView(availability.isAccepting(), availability.until(),
					availability.extraTime().toMinutes());
		}

	}

}
