package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * When an order is due, and when it goes to the kitchen. An order without a due time is
 * fired by its confirmation.
 *
 * @param scheduledFor when the guest gets the order, null for as soon as possible
 * @param fireAt when the kitchen must begin, null without a due time
 * @param firedAt when the order went to the kitchen, null until then
 */
@Embeddable
public record Schedule(@Nullable Instant scheduledFor, @Nullable Instant fireAt, @Nullable Instant firedAt) {

	static final Schedule NONE = new Schedule(null, null, null);

	/**
	 * Plans an order: it is fired before its due time by the longest preparation of its
	 * lines, else by the location's, and by the extra time that the location has then.
	 */
	static Schedule of(Instant scheduledFor, Location location, List<OrderItem> lines) {
		var minutes = longestPreparation(lines);
		var start = scheduledFor
			.minus(Duration.ofMinutes((minutes != null) ? minutes : location.scheduling().prepMinutes()));
		return new Schedule(scheduledFor, start.minus(location.availability().at(start).extraTime()), null);
	}

	/** Returns the longest preparation of the active lines, null if none has one. */
	static @Nullable Integer longestPreparation(List<OrderItem> lines) {
		return lines.stream()
			.filter(OrderItem::isActive)
			.flatMap((line) -> Stream.ofNullable(line.prepMinutes()))
			.max(Integer::compare)
			.orElse(null);
	}

	/** Plans the order again if it is waiting to be fired. */
	Schedule again(Location location, List<OrderItem> lines) {
		return isWaiting() ? of(Objects.requireNonNull(this.scheduledFor), location, lines) : this;
	}

	Schedule fired(Instant now) {
		return new Schedule(this.scheduledFor, this.fireAt, now);
	}

	/** Whether the order still has to be fired at a time of its own. */
	boolean isWaiting() {
		return this.fireAt != null && this.firedAt == null;
	}

	boolean isDue(Instant now) {
		return isWaiting() && !now.isBefore(this.fireAt);
	}

}
