package com.auraconnect.orders.reports;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Cursors of the reports in the event feeds, one a location. The row lock of a cursor
 * serializes all writers of that location's sums.
 */
@Component
class ReportCursors {

	private static final String BEHIND = """
			SELECT f.tenant_id, f.location_id
			FROM event_feeds f
			LEFT JOIN feed_cursors c
			    ON c.consumer = 'reports' AND c.tenant_id = f.tenant_id AND c.location_id = f.location_id
			WHERE f.last_sequence > coalesce(c.sequence, 0)
			ORDER BY f.tenant_id, f.location_id
			""";

	private static final String BEGIN = """
			INSERT INTO feed_cursors (consumer, tenant_id, location_id, sequence)
			VALUES ('reports', :tenantId, :locationId, 0)
			ON CONFLICT DO NOTHING
			""";

	private static final String LOCK = """
			SELECT sequence
			FROM feed_cursors
			WHERE consumer = 'reports' AND tenant_id = :tenantId AND location_id = :locationId
			FOR UPDATE
			""";

	private static final String TRY_LOCK = LOCK + "SKIP LOCKED";

	private static final String LAST = """
			SELECT last_sequence
			FROM event_feeds
			WHERE tenant_id = :tenantId AND location_id = :locationId
			""";

	private final JdbcClient jdbc;

	ReportCursors(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Finds locations with uncounted events. */
	List<Place> lagging() {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(BEHIND).query((row, _) -> new Place(row.getLong(1), row.getLong(2))).list());
	}

	/**
	 * Locks a cursor until the end of the transaction, waiting for the current holder.
	 */
	void lock(Place place) {
		begin(place);
		bind(LOCK, place).query(Long.class).single();
	}

	/**
	 * Locks a cursor until the end of the transaction, unless another transaction holds
	 * it.
	 * @return the sequence of the last event counted; empty if the cursor is locked
	 */
	Optional<Long> tryLock(Place place) {
		begin(place);
		return bind(TRY_LOCK, place).query(Long.class).optional();
	}

	/** Sequence of the newest event, 0 if there is none. */
	long last(Place place) {
		return bind(LAST, place).query(Long.class).optional().orElse(0L);
	}

	private void begin(Place place) {
		bind(BEGIN, place).update();
	}

	private JdbcClient.StatementSpec bind(String sql, Place place) {
		return this.jdbc.sql(sql).param("tenantId", place.tenantId()).param("locationId", place.locationId());
	}

}
