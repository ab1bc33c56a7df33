package com.auraconnect.orders.order;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Stock that the inventory service holds for an order.
 *
 * @param reservationId null if no stock is held
 * @param reservedItemsVersion order version with whose lines the inventory service was
 * last asked for the reservation; null without one
 * @param itemsVersion order version in which the stock that the lines need last changed;
 * 1 until then
 */
@Embeddable
record StockReservation(@Nullable String reservationId, @Nullable Integer reservedItemsVersion, int itemsVersion) {

	/** The reservation of an order that was just placed. */
	static final StockReservation NONE = new StockReservation(null, null, 1);

	/** Whether stock was reserved for the lines as they are now, or refused for them. */
	boolean isCurrent() {
		return this.reservationId != null && this.reservedItemsVersion != null
				&& this.reservedItemsVersion == this.itemsVersion;
	}

	StockReservation reserved(String reservationId, int itemsVersion) {
		return new StockReservation(reservationId, itemsVersion, this.itemsVersion);
	}

	StockReservation changed(int itemsVersion) {
		return new StockReservation(this.reservationId, itemsVersion, this.itemsVersion);
	}

	StockReservation cleared() {
		return new StockReservation(null, null, this.itemsVersion);
	}

	StockReservation neededAs(int itemsVersion) {
		return new StockReservation(this.reservationId, this.reservedItemsVersion, itemsVersion);
	}

}
