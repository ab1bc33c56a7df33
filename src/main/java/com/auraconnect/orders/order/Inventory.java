package com.auraconnect.orders.order;

import java.util.List;

/** The stock that an order needs, at its location. */
public interface Inventory {

	/** So many of one menu item. */
	record Need(long menuItemId, int quantity) {
	}

	/**
	 * The inventory service's answer to a reservation. An outage is no answer and comes
	 * as an exception.
	 */
	sealed interface Answer {

		/** The stock is held. */
		record Reserved(String reservationId) implements Answer {
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
	 * Takes the stock for an order. Safe to repeat: the same order gets the same
	 * reservation.
	 * @throws PartnerUnavailable if the inventory service does not answer
	 */
	Answer reserve(long tenantId, long orderId, List<Need> needs);

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
