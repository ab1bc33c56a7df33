package com.auraconnect.orders.location;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import org.jspecify.annotations.Nullable;

/** The {@code data} of the events of a location. */
sealed interface LocationEvent {

	/** The event type on the wire. */
	String eventType();

	/**
	 * The rules or the availability of a location changed, or it was created.
	 *
	 * @param changed names of the changed fields
	 * @param values their new values, but for tax rules, which may be long
	 */
	record Updated(long locationId, String changedBy, Set<String> changed,
			@JsonAnyGetter Map<String, @Nullable Object> values) implements LocationEvent {

		static Updated of(@Nullable LocationView before, LocationView after, String changedBy) {
			var changed = new LinkedHashMap<String, @Nullable Object>();
			var old = (before != null) ? fields(before) : Map.<String, @Nullable Object>of();
			fields(after).forEach((name, value) -> {
				if (before == null || !Objects.equals(old.get(name), value)) {
					changed.put(name, value);
				}
			});
			var names = new TreeSet<>(changed.keySet());
			changed.remove("tax_rules");
			return new Updated(after.id(), changedBy, names, changed);
		}

		private static Map<String, @Nullable Object> fields(LocationView location) {
			var fields = new LinkedHashMap<String, @Nullable Object>();
			fields.put("name", location.name());
			fields.put("time_zone", location.timeZone());
			fields.put("currency", location.currency());
			fields.put("business_day_start", location.businessDayStart());
			fields.put("auto_confirm", location.autoConfirm());
			fields.put("tax_rules", location.taxRules());
			fields.put("courses", location.courses());
			fields.put("prep_minutes", location.prepMinutes());
			fields.put("cash_rounding", location.cashRounding());
			fields.put("capture_delay_minutes", location.captureDelayMinutes());
			fields.put("accepts_until_days", location.acceptsUntilDays());
			fields.put("stations", location.stations());
			fields.put("active", location.active());
			fields.put("availability", location.availability());
			return fields;
		}

		@Override
		public String eventType() {
			return "location.updated";
		}

	}

	/**
	 * A location ran out of a menu item, or has it again.
	 *
	 * @param until when the item is back by itself, null if that is not known
	 */
	record ItemChanged(long locationId, String changedBy, long menuItemId, boolean available,
			@Nullable Instant until) implements LocationEvent {

		@Override
		public String eventType() {
			return "location.item_changed";
		}

	}

}
