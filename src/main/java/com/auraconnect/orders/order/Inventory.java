package com.auraconnect.orders.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Port to the inventory service: stock at an order's location. */
public interface Inventory {

	/** Needed quantity of one menu item. */
	record Need(long menuItemId, int quantity) {

		/** Sums the quantities per menu item, in the order of first occurrence. */
		static List<Need> summed(Stream<Need> needs) {
			var quantities = new LinkedHashMap<Long, Integer>();
			needs.forEach((need) -> quantities.merge(need.menuItemId(), need.quantity(), Integer::sum));
			return quantities.entrySet().stream().map((item) -> new Need(item.getKey(), item.getValue())).toList();
		}

	}

	/**
	 * Answer of the inventory service to a reservation. An outage is an exception, not an
	 * answer.
	 */
	sealed interface Answer {

		/** The stock is held. */
		record Reserved(String reservationId) implements Answer {
		}

		/**
		 * The stock is held, but the reservation id cannot be stored.
		 *
		 * @param reservationId usable to release the stock
		 * @param fault why it cannot be stored, without the id itself
		 */
		record Unstorable(String reservationId, String fault) implements Answer {
		}

		/** The stock does not suffice; nothing is held. */
		record Short(List<Long> menuItemIds) implements Answer {
		}

	}

	/**
	 * Checks the stock without reserving it. Advisory: the stock may be gone a moment
	 * later.
	 * @return the menu items whose stock does not suffice, empty if all does
	 * @throws PartnerUnavailable if the inventory service does not answer within the
	 * short timeout of an interactive request
	 */
	List<Long> shortages(long tenantId, long locationId, List<Need> needs);

	/**
	 * Reserves the stock for an order. Idempotent: the same version of the order's lines
	 * gets the same reservation.
	 * @param itemsVersion the order version in which the needed stock last changed
	 * @param needs each menu item once
	 * @throws UnusablePartnerAnswer if the answer has no usable reservation id
	 * @throws PartnerUnavailable if the inventory service does not answer
	 */
	Answer reserve(long tenantId, long orderId, int itemsVersion, List<Need> needs);

	/**
	 * Changes a reservation to what an edited order needs. Idempotent.
	 * @param itemsVersion the order version in which the needed stock last changed
	 * @param needs each menu item once
	 * @return whether the stock suffices and the reservation still exists; if not, it is
	 * as before
	 * @throws PartnerUnavailable if the inventory service does not answer
	 */
	boolean change(long tenantId, long orderId, String reservationId, int itemsVersion, List<Need> needs);

	/**
	 * Turns reserved stock into used stock. Idempotent.
	 * @param itemsVersion the order version in which the needed stock last changed
	 * @param used the stock that was used; the rest of the reservation is released
	 * @throws PartnerUnavailable if the inventory service does not answer
	 */
	void commit(long tenantId, long orderId, String reservationId, int itemsVersion, List<Need> used);

	/**
	 * Releases reserved stock. Idempotent.
	 * @throws PartnerUnavailable if the inventory service does not answer
	 */
	void release(long tenantId, long orderId, String reservationId);

}
