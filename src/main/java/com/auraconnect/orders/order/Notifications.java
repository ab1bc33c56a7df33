package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/** Port to the notification service, which informs guests about their orders. */
public interface Notifications {

	/**
	 * Message to a guest.
	 *
	 * @param template the notification service's id of the text, such as
	 * {@code order_ready}
	 * @param order the order, as JSON
	 * @param customer the recipient, as JSON; null if unknown
	 */
	record Message(String template, String order, @Nullable String customer) {
	}

	/**
	 * Sends a message. Idempotent per key.
	 * @throws PartnerUnavailable if the notification service does not answer
	 */
	DeliveryResult send(long tenantId, String idempotencyKey, Message message);

}
