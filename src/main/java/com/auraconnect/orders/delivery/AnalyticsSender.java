package com.auraconnect.orders.delivery;

import java.util.List;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Analytics;
import com.auraconnect.orders.order.DeliveryResult;
import com.auraconnect.orders.platform.codec.Sha256;

/**
 * Delivers every event to analytics, as subscribers get it, in batches. The idempotency
 * key of a batch is a hash of its messages: one key never carries two bodies, even after
 * an upgrade that changes a message's form.
 */
@Component
class AnalyticsSender implements EventSender {

	private final Analytics analytics;

	private final DeliverySettings settings;

	AnalyticsSender(Analytics analytics, DeliverySettings settings) {
		this.analytics = analytics;
		this.settings = settings;
	}

	@Override
	public String consumer() {
		return "analytics";
	}

	@Override
	public int eventsPerCall() {
		return this.settings.analyticsBatch();
	}

	@Override
	public DeliveryResult carry(List<NumberedEvent> events) {
		var messages = events.stream().map(NumberedEvent::message).toList();
		var key = "events-" + Sha256.hex(String.join("\n", messages));
		return this.analytics.record(events.getFirst().tenantId(), key, messages);
	}

}
