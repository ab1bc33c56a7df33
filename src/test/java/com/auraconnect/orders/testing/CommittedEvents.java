package com.auraconnect.orders.testing;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * All events that are in a database, as messages.
 *
 * @param databaseUrl in the form of {@code DATABASE_URL}; null when there is none
 */
record CommittedEvents(@Nullable String databaseUrl) {

	private static final String MESSAGES = """
			SELECT row_to_json(message)::text
			FROM (SELECT event_id, event_type, rfc3339(occurred_at) AS timestamp, tenant_id, location_id, sequence,
			             order_version, data
			      FROM outbox_events
			      WHERE sequence IS NOT NULL
			      ORDER BY id) message
			""";

	/**
	 * Checks all of them against the description; a database that does not exist or
	 * cannot be reached has none.
	 * @throws AssertionError naming the difference from the description
	 */
	void requireAsDescribed() {
		messages().forEach(EventContract.ofFile()::check);
	}

	private List<String> messages() {
		if (this.databaseUrl == null) {
			return List.of();
		}
		try {
			return TestDatabase.client(this.databaseUrl).sql(MESSAGES).query(String.class).list();
		}
		catch (DataAccessException ex) {
			return List.of();
		}
	}

}
