package com.auraconnect.orders.clients;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

import com.auraconnect.orders.order.Analytics;
import com.auraconnect.orders.order.DeliveryResult;

/** HTTP client of the analytics service. */
class AnalyticsClient implements Analytics {

	private final PartnerClient partner;

	AnalyticsClient(PartnerClient partner) {
		this.partner = partner;
	}

	@Override
	public DeliveryResult record(long tenantId, String idempotencyKey, List<String> envelopes) {
		var batch = new Batch(envelopes.stream().map(Envelope::new).toList());
		var call = PartnerCall.create("/events", tenantId, idempotencyKey, batch);
		return this.partner.call(call, PartnerAnswer::delivered);
	}

	private record Batch(List<Envelope> events) {
	}

	private record Envelope(@JsonValue @JsonRawValue String json) {
	}

}
