package com.auraconnect.orders.order;

/** Port to the analytics service. */
public interface Analytics {

	/**
	 * Sends an event. Idempotent per key.
	 * @param envelope the message as subscribers get it, JSON
	 * @throws PartnerUnavailable if the analytics service does not answer
	 */
	Delivered record(long tenantId, String idempotencyKey, String envelope);

}
