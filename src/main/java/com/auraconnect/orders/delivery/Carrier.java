package com.auraconnect.orders.delivery;

import com.auraconnect.orders.order.Delivered;
import com.auraconnect.orders.order.PartnerUnavailable;

/** Takes events to one partner. */
interface Carrier {

	/** Its name among the cursors, the tasks and the metrics. */
	String consumer();

	/**
	 * Takes it there; may come again with the same event, under the same idempotency key.
	 * @return {@link Delivered#ACCEPTED} also for what the partner need not know
	 * @throws PartnerUnavailable if it does not answer
	 */
	Delivered carry(NumberedEvent event);

}
