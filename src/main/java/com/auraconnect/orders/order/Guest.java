package com.auraconnect.orders.order;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The person that an order is for, as named at the till; not a customer of the tenant.
 * Personal data: events carry the name alone.
 *
 * @param name null if not given
 * @param phone null if not given
 */
public record Guest(@Nullable String name, @Nullable String phone) {

	private static final Guest UNKNOWN = new Guest(null, null);

	/**
	 * Change of a guest, as in a JSON merge patch: null leaves a field unchanged, an
	 * empty Optional clears it.
	 */
	public record Patch(@Nullable Optional<String> name, @Nullable Optional<String> phone) {

		/** Returns the changed guest, null if nothing of it is left. */
		public @Nullable Guest applyTo(@Nullable Guest guest) {
			var before = (guest != null) ? guest : UNKNOWN;
			var after = new Guest(patched(before.name(), this.name), patched(before.phone(), this.phone));
			return after.equals(UNKNOWN) ? null : after;
		}

		/** Leaves out the personal data. */
		@Override
		public String toString() {
			return "Guest.Patch";
		}

	}

	static <T> @Nullable T patched(@Nullable T current, @Nullable Optional<T> wanted) {
		return (wanted != null) ? wanted.orElse(null) : current;
	}

	/** Leaves out the personal data. */
	@Override
	public String toString() {
		return "Guest";
	}

}
