package com.auraconnect.orders.order;

import java.util.List;

/** Port to the analytics service. */
public interface Analytics {

	/**
	 * Sends events. Idempotent per key.
	 * @param envelopes the messages as subscribers get them, JSON, in feed order; 1 to
	 * 100
	 * @throws PartnerUnavailable if the analytics service does not answer
	 */
	DeliveryResult record(long tenantId, String idempotencyKey, List<String> envelopes);

}
