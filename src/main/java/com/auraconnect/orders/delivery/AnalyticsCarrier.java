package com.auraconnect.orders.delivery;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Analytics;
import com.auraconnect.orders.order.Delivered;

/** Delivers every event to analytics, as subscribers get it. */
@Component
class AnalyticsCarrier implements Carrier {

	private final Analytics analytics;

	AnalyticsCarrier(Analytics analytics) {
		this.analytics = analytics;
	}

	@Override
	public String consumer() {
		return "analytics";
	}

	@Override
	public Delivered carry(NumberedEvent event) {
		return this.analytics.record(event.tenantId(), event.eventId(), event.message());
	}

}
