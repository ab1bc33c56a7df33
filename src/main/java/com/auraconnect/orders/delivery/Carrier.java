package com.auraconnect.orders.delivery;

import com.auraconnect.orders.order.Delivered;
import com.auraconnect.orders.order.PartnerUnavailable;

/** Delivers events to one partner. */
interface Carrier {

	/** The partner's name in cursors, tasks and metrics. */
	String consumer();

	/**
	 * Delivers an event. May be called again with the same event, under the same
	 * idempotency key.
	 * @return {@link Delivered#ACCEPTED} also for events that the partner does not need
	 * @throws PartnerUnavailable if the partner does not answer
	 */
	Delivered carry(NumberedEvent event);

}
