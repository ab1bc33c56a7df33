package com.auraconnect.orders.check;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.Checks;
import com.auraconnect.orders.order.InvalidCheckState;

/**
 * A check as the database has it, without its orders.
 *
 * @param version increases with every change of its own fields and of which orders are on
 * it, but not with changes of these orders
 * @param mergedInto the check that its orders went to, null if they did not
 * @param orderCount number of its orders
 */
record Check(long tenantId, long id, int version, long locationId, CheckStatus status, @Nullable String tableNumber,
		@Nullable String name, @Nullable Integer guestCount, @Nullable Long mergedInto, int orderCount,
		Instant createdAt, Instant updatedAt, @Nullable Instant closedAt) {

	/** Maximum number of orders of a check. */
	static final int MAX_ORDERS = 50;

	/**
	 * Change of a check's own fields, as in a JSON merge patch.
	 *
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
	 */
	record Patch(@Nullable Optional<String> tableNumber, @Nullable Optional<String> name,
			@Nullable Optional<Integer> guestCount) {
	}

	boolean isOpen() {
		return this.status == CheckStatus.OPEN;
	}

	/**
	 * @throws InvalidCheckState if the check is closed
	 */
	void requireOpen() {
		if (!isOpen()) {
			throw new InvalidCheckState("Check " + this.id + " is closed");
		}
	}

	/** Returns what an order that joins or leaves the check needs to know of it. */
	Checks.State state() {
		return new Checks.State(this.locationId, isOpen(), this.orderCount >= MAX_ORDERS);
	}

	/** Returns the new values of the fields that a patch changes, by their API names. */
	Map<String, @Nullable Object> differencesTo(Patch patch) {
		var changed = new LinkedHashMap<String, @Nullable Object>();
		addIfChanged(changed, "table_number", this.tableNumber, patch.tableNumber());
		addIfChanged(changed, "name", this.name, patch.name());
		addIfChanged(changed, "guest_count", this.guestCount, patch.guestCount());
		return changed;
	}

	private static <T> void addIfChanged(Map<String, @Nullable Object> changed, String name, @Nullable T current,
			@Nullable Optional<T> wanted) {
		if (wanted != null && !Objects.equals(current, wanted.orElse(null))) {
			changed.put(name, wanted.orElse(null));
		}
	}

	Check amended(Patch patch, Instant now) {
		return new Check(this.tenantId, this.id, this.version + 1, this.locationId, this.status,
				patched(this.tableNumber, patch.tableNumber()), patched(this.name, patch.name()),
				patched(this.guestCount, patch.guestCount()), this.mergedInto, this.orderCount, this.createdAt, now,
				this.closedAt);
	}

	private static <T> @Nullable T patched(@Nullable T current, @Nullable Optional<T> wanted) {
		return (wanted != null) ? wanted.orElse(null) : current;
	}

	/** Moves the version on after a change of its payments. */
	Check withChangedPayments(Instant now) {
		return withMoreOrders(0, now);
	}

	/** Adds orders that come from other checks. */
	Check withMoreOrders(int orders, Instant now) {
		return new Check(this.tenantId, this.id, this.version + 1, this.locationId, this.status, this.tableNumber,
				this.name, this.guestCount, this.mergedInto, this.orderCount + orders, this.createdAt, now,
				this.closedAt);
	}

	/** Closes the check with its orders. */
	Check closed(Instant now) {
		return closed(this.mergedInto, this.orderCount, now);
	}

	/** Closes the check after its orders have gone to another one. */
	Check emptiedInto(long other, Instant now) {
		return closed(other, 0, now);
	}

	private Check closed(@Nullable Long mergedInto, int orders, Instant now) {
		return new Check(this.tenantId, this.id, this.version + 1, this.locationId, CheckStatus.CLOSED,
				this.tableNumber, this.name, this.guestCount, mergedInto, orders, this.createdAt, now, now);
	}

}
