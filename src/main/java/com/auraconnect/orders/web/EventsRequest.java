package com.auraconnect.orders.web;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The query of {@code GET /events} and of its stream.
 *
 * @param after the number of the last event that the caller has, null when it does not
 * say
 */
record EventsRequest(long locationId, @Nullable Long after, int limit) {

	private static final int DEFAULT_LIMIT = 500;

	private static final int HIGHEST_LIMIT = 1000;

	/**
	 * @throws InvalidRequest naming every parameter that cannot be understood
	 */
	static EventsRequest ofPage(MultiValueMap<String, String> query) {
		var parameters = new QueryParameters(query);
		return parse(parameters, parameters.one("after", EventsRequest::sequence),
				parameters.one("limit", QueryParameters.between(1, HIGHEST_LIMIT), DEFAULT_LIMIT));
	}

	/**
	 * @param lastEventId what a reader that comes back says it has had, which counts more
	 * than the query that it began with; null or empty when it says nothing
	 * @throws InvalidRequest naming everything that cannot be understood
	 */
	static EventsRequest ofStream(MultiValueMap<String, String> query, @Nullable String lastEventId) {
		var parameters = new QueryParameters(query);
		var after = parameters.one("after", EventsRequest::sequence);
		if (lastEventId != null && !lastEventId.isEmpty()) {
			after = parameters.read("Last-Event-ID", lastEventId, EventsRequest::sequence);
		}
		return parse(parameters, after, DEFAULT_LIMIT);
	}

	private static EventsRequest parse(QueryParameters parameters, @Nullable Long after, int limit) {
		var locationId = parameters.required("location_id", Long::valueOf);
		parameters.requireAllUnderstood();
		return new EventsRequest(locationId, after, limit);
	}

	private static Long sequence(String text) {
		var sequence = Long.valueOf(text);
		if (sequence < 0) {
			throw new IllegalArgumentException("must not be negative");
		}
		return sequence;
	}

}
