package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whether a location takes orders, and how busy it is.
 *
 * @param isActive whether the location is in business; an inactive one takes no orders
 * until an admin activates it
 * @param isAccepting false while orders are paused
 * @param extraTime time by which a busy kitchen takes longer
 * @param until end of the pause and of the extra time; null if they have none
 */
public record Availability(boolean isActive, boolean isAccepting, Duration extraTime, @Nullable Instant until) {

	/** Takes orders, without extra time. */
	public static final Availability OPEN = new Availability(true, true, Duration.ZERO, null);

	/**
	 * Returns what remains at that moment: after its end, neither pause nor extra time.
	 */
	public Availability at(Instant moment) {
		return (this.until != null && !moment.isBefore(this.until))
				? new Availability(this.isActive, true, Duration.ZERO, null) : this;
	}

	/**
	 * Whether an order is taken at that moment.
	 * @param scheduledFor when the order is due, null for as soon as possible; an order
	 * that is due after the end of a pause is taken
	 */
	boolean accepts(@Nullable Instant scheduledFor, Instant moment) {
		var now = at(moment);
		return now.isActive() && (now.isAccepting()
				|| scheduledFor != null && now.until() != null && !scheduledFor.isBefore(now.until()));
	}

	/**
	 * Returns how long the location takes no orders from that moment; null if unknown.
	 */
	@Nullable Duration pauseFrom(Instant moment) {
		return (this.isActive && this.until != null) ? Duration.between(moment, this.until) : null;
	}

}
