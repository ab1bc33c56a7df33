package com.auraconnect.orders.sandbox;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Accepts batches of 1 to 100 events. */
final class AnalyticsService implements PartnerService {

	private static final int LARGEST_BATCH = 100;

	@Override
	public Reply answer(Call call) {
		if (!call.is("POST", "/events")) {
			return Reply.notFound();
		}
		var events = call.bodyAs(Batch.class).events();
		if (events == null || events.isEmpty() || events.size() > LARGEST_BATCH
				|| events.stream().anyMatch((event) -> !event.path("event_id").isTextual())) {
			throw new MalformedCall("events has 1 to 100 events, each with its event_id");
		}
		return Reply.of(202, Map.of("accepted", events.size()));
	}

	private record Batch(List<JsonNode> events) {
	}

}
