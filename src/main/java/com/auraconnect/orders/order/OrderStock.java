package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Stock that an order needs, and what of it the inventory service holds. */
public final class OrderStock {

	private final Order order;

	OrderStock(Order order) {
		this.order = order;
	}

	/** Returns the stock that the lines need, each menu item once. */
	List<Inventory.Need> needs() {
		return Inventory.Need.summed(this.order.items()
			.stream()
			.filter(OrderItem::needsStock)
			.map((item) -> new Inventory.Need(item.menuItemId(), item.quantity())));
	}

	/** Returns the stock that is gone although its lines were voided. */
	List<Inventory.Need> usedUp() {
		return Inventory.Need.summed(this.order.items()
			.stream()
			.filter((item) -> !item.isActive() && item.needsStock())
			.map((item) -> new Inventory.Need(item.menuItemId(), item.quantity())));
	}

	/** Returns the inventory service's reservation id, null if no stock is held. */
	public @Nullable String reservationId() {
		return this.order.reservation().reservationId();
	}

	/** Whether stock was reserved for the lines as they are now, or refused for them. */
	boolean isReservationCurrent() {
		return this.order.reservation().isCurrent();
	}

	/**
	 * Returns the order version in which the stock that the lines need last changed; 1
	 * until then.
	 */
	public int itemsVersion() {
		return this.order.reservation().itemsVersion();
	}

	/**
	 * Whether the transaction that has just made this version has changed the stock that
	 * the order needs, and the reservation must follow. A first reservation is made by
	 * the placement, unless the stock did not suffice for it.
	 */
	public boolean isReservationToFollow() {
		return itemsVersion() == this.order.version() && !isReservationCurrent()
				&& (reservationId() != null || this.order.degraded().contains(Partner.INVENTORY));
	}

	/**
	 * Stores the id of the reservation. Clients do not see it, so no event is recorded
	 * for it.
	 * @param itemsVersion the order version whose lines it covers
	 */
	void setReservation(String reservationId, int itemsVersion, Instant now) {
		this.order.update(this.order.reservation().reserved(reservationId, itemsVersion));
		if (isReservationCurrent()) {
			this.order.clearDegraded(Partner.INVENTORY, now);
		}
	}

	/**
	 * Stores that the reservation was changed to the lines of an order version.
	 * @param suffices whether there was enough stock; if not, the order is degraded
	 */
	void changeReservation(int itemsVersion, boolean suffices, Instant now) {
		this.order.update(this.order.reservation().changed(itemsVersion));
		if (!suffices && !this.order.status().isFinal()) {
			this.order.markDegraded(Partner.INVENTORY, now);
		}
		else if (isReservationCurrent()) {
			this.order.clearDegraded(Partner.INVENTORY, now);
		}
	}

	/** Clears the reservation after the stock was committed or released. */
	void clearReservation() {
		this.order.update(this.order.reservation().cleared());
	}

	/** Notes that the version being made needs other stock than the one before. */
	void markNeedsChanged() {
		this.order.update(this.order.reservation().neededAs(this.order.version() + 1));
	}

}
