package com.auraconnect.orders.reports;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.tenancy.Tenancy;

/**
 * How far the numbers of each location follow its events. A cursor is also what those
 * take turns by who write the numbers of its location.
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

	private static final String HOLD = """
			SELECT sequence
			FROM feed_cursors
			WHERE consumer = 'reports' AND tenant_id = :tenantId AND location_id = :locationId
			FOR UPDATE
			""";

	private static final String TRY_TO_HOLD = HOLD + "SKIP LOCKED";

	private static final String LAST = """
			SELECT last_sequence
			FROM event_feeds
			WHERE tenant_id = :tenantId AND location_id = :locationId
			""";

	private final JdbcClient jdbc;

	ReportCursors(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Where there are events that are not counted. */
	List<Place> behind() {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(BEHIND).query((row, _) -> new Place(row.getLong(1), row.getLong(2))).list());
	}

	/** Holds a cursor until the end of the transaction, waiting for whoever has it. */
	void hold(Place place) {
		begin(place);
		bind(HOLD, place).query(Long.class).single();
	}

	/**
	 * Holds a cursor until the end of the transaction, if nobody else does.
	 * @return the number of the last event that is counted
	 */
	Optional<Long> tryToHold(Place place) {
		begin(place);
		return bind(TRY_TO_HOLD, place).query(Long.class).optional();
	}

	/** The number of the last event that there is, 0 before the first. */
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
