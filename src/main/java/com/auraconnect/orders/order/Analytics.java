package com.auraconnect.orders.order;

/** Where figures are made of what has happened. */
public interface Analytics {

	/**
	 * Hands on what has happened. Safe to repeat under the same key.
	 * @param envelope the message as subscribers get it, JSON
	 * @throws PartnerUnavailable if the analytics service does not answer
	 */
	Delivered record(long tenantId, String idempotencyKey, String envelope);

}
