package com.auraconnect.orders.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import org.jspecify.annotations.Nullable;

/** The {@code data} of the events of a check. */
sealed interface CheckEvent {

	/** The event type on the wire. */
	String eventType();

	/** A check was opened. */
	record Opened(long checkId, int version, String changedBy, @Nullable String tableNumber, @Nullable String name,
			@Nullable Integer guestCount, List<Long> orderIds) implements CheckEvent {

		static Opened of(Check check, List<Long> orderIds, String changedBy) {
			return new Opened(check.id(), check.version(), changedBy, check.tableNumber(), check.name(),
					check.guestCount(), orderIds);
		}

		@Override
		public String eventType() {
			return "check.opened";
		}

	}

	/**
	 * Fields of a check changed, or which orders are on it. {@link CheckMembership}
	 * writes the same event for an order that joins or leaves by itself.
	 *
	 * @param changed names of the changed fields
	 * @param values their new values
	 */
	record Updated(long checkId, int version, String changedBy, Set<String> changed,
			@JsonAnyGetter Map<String, @Nullable Object> values) implements CheckEvent {

		static Updated of(Check check, Map<String, @Nullable Object> values, String changedBy) {
			return new Updated(check.id(), check.version(), changedBy, new TreeSet<>(values.keySet()), values);
		}

		@Override
		public String eventType() {
			return "check.updated";
		}

	}

	/**
	 * A check was closed.
	 *
	 * @param orderIds its orders, none after a merge
	 * @param mergedInto the check that they went to, null without a merge
	 */
	record Closed(long checkId, int version, String changedBy, List<Long> orderIds,
			@Nullable Long mergedInto) implements CheckEvent {

		static Closed of(Check check, List<Long> orderIds, String changedBy) {
			return new Closed(check.id(), check.version(), changedBy, orderIds, check.mergedInto());
		}

		@Override
		public String eventType() {
			return "check.closed";
		}

	}

}
