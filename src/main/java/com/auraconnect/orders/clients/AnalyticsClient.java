package com.auraconnect.orders.clients;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

import com.auraconnect.orders.order.Analytics;
import com.auraconnect.orders.order.Delivered;

/** HTTP client of the analytics service. */
class AnalyticsClient implements Analytics {

	private final PartnerClient partner;

	AnalyticsClient(PartnerClient partner) {
		this.partner = partner;
	}

	@Override
	public Delivered record(long tenantId, String idempotencyKey, String envelope) {
		var call = PartnerCall.create("/events", tenantId, idempotencyKey, new Envelope(envelope));
		return this.partner.call(call, PartnerAnswer::delivered);
	}

	private record Envelope(@JsonValue @JsonRawValue String json) {
	}

}
