package com.auraconnect.orders.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Business days of a location: the rules that are current, and those that applied before.
 * A change of the rules begins with the next business day, so that no day has orders of
 * two kinds, and a day that has been counted is counted in the same way again.
 *
 * @param timeZone the location's time zone
 * @param start when a business day begins, in that time zone
 * @param earlier former rules, by their end; the last of them may end in the future
 */
public record BusinessDays(ZoneId timeZone, LocalTime start, List<Earlier> earlier) {

	public BusinessDays {
		earlier = List.copyOf(earlier);
	}

	/** Creates business days whose rules have never changed. */
	public BusinessDays(ZoneId timeZone, LocalTime start) {
		this(timeZone, start, List.of());
	}

	/**
	 * Former rules.
	 *
	 * @param until their end, exclusive
	 * @param lastDay their last business day; moments of a later day before {@code until}
	 * still count to it
	 */
	public record Earlier(Instant until, ZoneId timeZone, LocalTime start, LocalDate lastDay) {

		private LocalDate of(Instant moment) {
			var day = day(moment, this.timeZone, this.start);
			return day.isAfter(this.lastDay) ? this.lastDay : day;
		}

	}

	/**
	 * Returns the business day of the moment. Before the day's start it is still the day
	 * before.
	 */
	public LocalDate of(Instant moment) {
		return at(moment).map((rules) -> rules.of(moment)).orElseGet(() -> day(moment, this.timeZone, this.start));
	}

	private Optional<Earlier> at(Instant moment) {
		return this.earlier.stream().filter((rules) -> moment.isBefore(rules.until())).findFirst();
	}

	/**
	 * Changes the rules from the next business day on. That day begins as it would have
	 * without the change, and ends by the new rules. A change that has not begun yet is
	 * replaced.
	 */
	public BusinessDays changed(ZoneId timeZone, LocalTime start, Instant now) {
		var past = new ArrayList<>(this.earlier);
		past.removeIf((rules) -> now.isBefore(rules.until()));
		var current = at(now).orElse(new Earlier(Instant.MAX, this.timeZone, this.start, LocalDate.MAX));
		if (!current.timeZone().equals(timeZone) || !current.start().equals(start)) {
			var next = day(now, current.timeZone(), current.start()).plusDays(1);
			var end = next.atTime(current.start()).atZone(current.timeZone()).toInstant();
			var newBegin = next.atTime(start).atZone(timeZone).toInstant();
			var until = end.isAfter(newBegin) ? end : newBegin;
			past.add(new Earlier(until, current.timeZone(), current.start(), day(until, timeZone, start)));
		}
		return new BusinessDays(timeZone, start, past);
	}

	private static LocalDate day(Instant moment, ZoneId timeZone, LocalTime start) {
		var local = moment.atZone(timeZone);
		return local.toLocalTime().isBefore(start) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
	}

}
