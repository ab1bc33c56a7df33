package com.auraconnect.orders.delivery;

import java.util.List;

import com.auraconnect.orders.order.Delivered;
import com.auraconnect.orders.order.PartnerUnavailable;

/** Delivers events to one partner. */
interface Carrier {

	/** The partner's name in cursors, tasks and metrics. */
	String consumer();

	/** Maximum number of events in one call to the partner. */
	default int eventsPerCall() {
		return 1;
	}

	/**
	 * Delivers consecutive events of one feed by one call. May be called again with the
	 * same events; the same call then has the same idempotency key.
	 * @param events in feed order, not empty, at most {@link #eventsPerCall()}
	 * @return {@link Delivered#ACCEPTED} also for events that the partner does not need
	 * @throws PartnerUnavailable if the partner does not answer
	 */
	Delivered carry(List<NumberedEvent> events);

}
