package com.auraconnect.orders.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.TaxRule;

/**
 * Restaurant of a tenant, as far as its orders depend on it.
 *
 * @param currency ISO 4217, such as {@code USD}
 * @param autoConfirm whether an order is confirmed automatically once its stock is
 * reserved and its payment authorized
 * @param taxRules the taxes of the location, applied to each order and stored with it
 * @param scheduling how far ahead orders are taken, and how long they are prepared
 * @param courses how the courses of an order go to the kitchen
 * @param payments how cash is rounded, and when cards are captured
 * @param itemsOut menu items that cannot be ordered, each with the moment at which it can
 * be again; {@link Instant#MAX} if that is not known
 */
public record Location(long tenantId, long id, String currency, BusinessDays businessDays, boolean autoConfirm,
		List<TaxRule> taxRules, Availability availability, SchedulingRules scheduling, Courses courses,
		PaymentRules payments, Map<Long, Instant> itemsOut) {

	public Location {
		taxRules = List.copyOf(taxRules);
		itemsOut = Map.copyOf(itemsOut);
	}

	/** Returns the minor unit of the currency. */
	public MinorUnit unit() {
		return MinorUnit.of(this.currency);
	}

	/** Returns the business day of the moment. */
	public LocalDate businessDay(Instant moment) {
		return this.businessDays.of(moment);
	}

	/**
	 * Requires that the location takes an order now.
	 * @param placedAt when an offline terminal took the order, null for now. Such an
	 * order has been sold already
	 * @param scheduledFor when the order is due, null for as soon as possible
	 * @throws LocationPaused if orders are paused or the location is not active
	 */
	void requireAccepting(@Nullable Instant placedAt, @Nullable Instant scheduledFor, Instant now) {
		if (placedAt == null && !this.availability.accepts(scheduledFor, now)) {
			throw new LocationPaused(this.id, this.availability.pauseFrom(now));
		}
	}

	/**
	 * Requires that an order can be due at a time.
	 * @param scheduledFor null for as soon as possible
	 * @param placedAt when an offline terminal took the order, null for now; the order
	 * was due after that
	 * @throws InvalidSchedule if the time is past or too far ahead
	 */
	void requireSchedulable(@Nullable Instant scheduledFor, @Nullable Instant placedAt, Instant now) {
		if (scheduledFor == null) {
			return;
		}
		if (!scheduledFor.isAfter((placedAt != null && placedAt.isBefore(now)) ? placedAt : now)) {
			throw new InvalidSchedule("must be in the future");
		}
		var days = this.scheduling.acceptsUntilDays();
		if (scheduledFor.isAfter(now.atZone(this.businessDays.timeZone()).plusDays(days).toInstant())) {
			throw new InvalidSchedule("must be within " + days + ((days == 1) ? " day" : " days"));
		}
	}

	/** Returns the items of a menu, those that the location is out of as unavailable. */
	Map<Long, MenuItem> withoutUnavailableItems(Map<Long, MenuItem> menu, Instant now) {
		if (this.itemsOut.isEmpty()) {
			return menu;
		}
		var left = new HashMap<>(menu);
		this.itemsOut.forEach((itemId, until) -> {
			if (now.isBefore(until)) {
				left.computeIfPresent(itemId, (_, item) -> item.unavailable());
			}
		});
		return left;
	}

}
