package com.auraconnect.orders.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** The stock that an order needs, at its location. */
public interface Inventory {

	/** So many of one menu item. */
	record Need(long menuItemId, int quantity) {

		/** Each menu item once, in the order in which it first comes. */
		static List<Need> summed(Stream<Need> needs) {
			var quantities = new LinkedHashMap<Long, Integer>();
			needs.forEach((need) -> quantities.merge(need.menuItemId(), need.quantity(), Integer::sum));
			return quantities.entrySet().stream().map((item) -> new Need(item.getKey(), item.getValue())).toList();
		}

	}

	/**
	 * The inventory service's answer to a reservation. An outage is no answer and comes
	 * as an exception.
	 */
	sealed interface Answer {

		/** The stock is held. */
		record Reserved(String reservationId) implements Answer {
		}

		/**
		 * The stock is held under a name that cannot be stored.
		 *
		 * @param reservationId good enough to release it
		 * @param fault what is wrong with it, without the name itself
		 */
		record Unstorable(String reservationId, String fault) implements Answer {
		}

		/** There is not enough. */
		record Short(List<Long> menuItemIds) implements Answer {
		}

	}

	/**
	 * Asks, without reserving anything. Advisory: what is there now may be gone a moment
	 * later.
	 * @return the menu items that there is not enough of, empty when there is enough
	 * @throws PartnerUnavailable if the inventory service does not answer within the
	 * short time that a guest may wait
	 */
	List<Long> shortages(long tenantId, long locationId, List<Need> needs);

	/**
	 * Takes the stock for an order. Safe to repeat: the same version of the order's lines
	 * gets the same reservation.
	 * @param itemsVersion names what the lines were when they were last changed
	 * @param needs each menu item once
	 * @throws UnusablePartnerAnswer if it answers without a name that could be used
	 * @throws PartnerUnavailable if the inventory service does not answer
	 */
	Answer reserve(long tenantId, long orderId, int itemsVersion, List<Need> needs);

	/**
	 * Turns reserved stock into used stock. Safe to repeat.
	 * @throws PartnerUnavailable if the inventory service does not answer
	 */
	void commit(long tenantId, long orderId, String reservationId);

	/**
	 * Gives reserved stock back. Safe to repeat.
	 * @throws PartnerUnavailable if the inventory service does not answer
	 */
	void release(long tenantId, long orderId, String reservationId);

}
