package com.auraconnect.orders.feed;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.QueryParameters;

/**
 * The query of {@code GET /events} and of its stream.
 *
 * @param after sequence of the last event that the caller has, null if not given
 */
record EventsRequest(long locationId, @Nullable Long after, int limit) {

	private static final int DEFAULT_LIMIT = 500;

	private static final int MAX_LIMIT = 1000;

	/**
	 * Parses the query of a page.
	 * @throws InvalidRequest naming every invalid parameter
	 */
	static EventsRequest ofPage(MultiValueMap<String, String> query) {
		var parameters = new QueryParameters(query);
		return parse(parameters, parameters.one("after", EventsRequest::sequence),
				parameters.one("limit", QueryParameters.between(1, MAX_LIMIT), DEFAULT_LIMIT));
	}

	/**
	 * Parses the query of a stream.
	 * @param lastEventId last sequence that a reconnecting client has, which takes
	 * precedence over the query; null or empty if not given
	 * @throws InvalidRequest naming every invalid parameter
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
