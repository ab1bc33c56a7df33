package com.auraconnect.orders.testing;

import java.util.List;

import com.auraconnect.orders.feed.FeedReader;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * All events that are in a database, as messages.
 *
 * @param databaseUrl in the form of {@code DATABASE_URL}; null when there is none
 */
record CommittedEvents(@Nullable String databaseUrl) {

	private static final String MESSAGES = """
			SELECT %s
			FROM outbox_events e
			WHERE e.sequence IS NOT NULL
			ORDER BY e.id
			""".formatted(FeedReader.MESSAGE);

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
