package com.auraconnect.orders.reports;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.tenancy.LocationKey;
import com.auraconnect.orders.platform.tenancy.Tenancy;

/**
 * Cursors in the event feeds, one for each location and consumer that keeps sums. The row
 * lock of a cursor serializes all writers of that location's sums.
 */
@Component
public class CountingCursors {

	private static final String BEHIND = """
			SELECT f.tenant_id, f.location_id
			FROM event_feeds f
			LEFT JOIN feed_cursors c
			    ON c.consumer = :consumer AND c.tenant_id = f.tenant_id AND c.location_id = f.location_id
			WHERE f.last_sequence > coalesce(c.sequence, 0)
			ORDER BY f.tenant_id, f.location_id
			""";

	private static final String BEGIN = """
			INSERT INTO feed_cursors (consumer, tenant_id, location_id, sequence)
			VALUES (:consumer, :tenantId, :locationId, 0)
			ON CONFLICT DO NOTHING
			""";

	private static final String LOCK = """
			SELECT sequence
			FROM feed_cursors
			WHERE consumer = :consumer AND tenant_id = :tenantId AND location_id = :locationId
			FOR UPDATE
			""";

	private static final String TRY_LOCK = LOCK.replace("FOR UPDATE", "FOR NO KEY UPDATE SKIP LOCKED");

	private static final String SHARE = LOCK.replace("FOR UPDATE", "FOR KEY SHARE");

	private static final String UNNUMBERED = """
			SELECT EXISTS (SELECT
			               FROM outbox_events
			               WHERE tenant_id = :tenantId AND location_id = :locationId AND sequence IS NULL)
			""";

	private static final String LAST = """
			SELECT last_sequence
			FROM event_feeds
			WHERE tenant_id = :tenantId AND location_id = :locationId
			""";

	private final JdbcClient jdbc;

	CountingCursors(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Finds locations with uncounted events. */
	public List<LocationKey> lagging(String consumer) {
		return Tenancy.everyTenant()
			.call(() -> this.jdbc.sql(BEHIND)
				.param("consumer", consumer)
				.query((row, _) -> new LocationKey(row.getLong(1), row.getLong(2)))
				.list());
	}

	/**
	 * Locks a cursor until the end of the transaction, waiting for the current holder.
	 * @return the sequence of the last event counted
	 */
	public long lock(String consumer, LocationKey place) {
		begin(consumer, place);
		return bind(LOCK, place).param("consumer", consumer).query(Long.class).single();
	}

	/**
	 * Locks a cursor until the end of the transaction, unless another transaction holds
	 * it.
	 * @return the sequence of the last event counted; empty if the cursor is locked
	 */
	public Optional<Long> tryLock(String consumer, LocationKey place) {
		begin(consumer, place);
		return bind(TRY_LOCK, place).param("consumer", consumer).query(Long.class).optional();
	}

	/**
	 * Keeps {@link #lock} from succeeding until the end of the transaction, if the cursor
	 * exists. Does not wait for counting.
	 */
	public void share(String consumer, LocationKey place) {
		bind(SHARE, place).param("consumer", consumer).query(Long.class).optional();
	}

	/** Whether the location has committed events without a sequence number. */
	public boolean hasUnnumbered(LocationKey place) {
		return bind(UNNUMBERED, place).query(Boolean.class).single();
	}

	/** Sequence of the newest event, 0 if there is none. */
	public long last(LocationKey place) {
		return bind(LAST, place).query(Long.class).optional().orElse(0L);
	}

	private void begin(String consumer, LocationKey place) {
		bind(BEGIN, place).param("consumer", consumer).update();
	}

	private JdbcClient.StatementSpec bind(String sql, LocationKey place) {
		return this.jdbc.sql(sql).param("tenantId", place.tenantId()).param("locationId", place.locationId());
	}

}
