package com.auraconnect.orders.delivery;

import java.util.List;

import com.auraconnect.orders.order.DeliveryResult;
import com.auraconnect.orders.order.PartnerUnavailable;

/** Delivers events to one partner. */
interface EventSender {

	/** The partner's name in cursors, tasks and metrics. */
	String consumer();

	/** Maximum number of events in one call to the partner. */
	default int eventsPerCall() {
		return 1;
	}

	/**
	 * Whether recipients may notice a second delivery of these events. If so, the cursor
	 * is moved at once instead of after all events that were read together.
	 */
	default boolean isRepetitionNoticed(List<NumberedEvent> events) {
		return false;
	}

	/**
	 * Delivers consecutive events of one feed by one call. May be called again with the
	 * same events; a call with the same body then has the same idempotency key.
	 * @param events in feed order, not empty, at most {@link #eventsPerCall()}
	 * @return {@link DeliveryResult#ACCEPTED} also for events that the partner does not
	 * need
	 * @throws PartnerUnavailable if the partner does not answer
	 */
	DeliveryResult carry(List<NumberedEvent> events);

}
