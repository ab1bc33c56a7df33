package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/** Word to guests of how their orders are getting on. */
public interface Notifications {

	/**
	 * What is to be said.
	 *
	 * @param template the notification service's name for the text, such as
	 * {@code order_ready}
	 * @param order the order that it is about, as JSON
	 * @param customer whom it is for, as JSON; null if nobody knows
	 */
	record Message(String template, String order, @Nullable String customer) {
	}

	/**
	 * Has it said. Safe to repeat under the same key.
	 * @throws PartnerUnavailable if the notification service does not answer
	 */
	Delivered send(long tenantId, String idempotencyKey, Message message);

}
