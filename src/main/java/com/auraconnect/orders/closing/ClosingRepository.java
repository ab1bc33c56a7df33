package com.auraconnect.orders.closing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.util.unit.DataSize;

import com.auraconnect.orders.order.ClosedDays;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.platform.tenancy.LocationKey;

/** Stores closings, which are never changed. */
@Repository
class ClosingRepository implements ClosedDays {

	private static final String OF_DAY = """
			SELECT document
			FROM closings
			WHERE tenant_id = :tenantId AND location_id = :locationId AND business_day = :day
			""";

	private static final String NEWEST_NUMBER = """
			SELECT coalesce(max(number), 0)
			FROM closings
			WHERE tenant_id = :tenantId AND location_id = :locationId
			""";

	private static final String INSERT = """
			INSERT INTO closings (tenant_id, location_id, number, business_day, sequence, closed_at, document)
			VALUES (:tenantId, :locationId, :number, :day, :sequence, :closedAt, CAST(:document AS JSON))
			""";

	private static final String BEFORE = """
			SELECT number, document, remaining
			FROM (SELECT number, document, count(*) OVER () AS remaining, row_number() OVER newest AS place,
			             sum(octet_length(document::text)) OVER newest AS bytes
			      FROM closings
			      WHERE tenant_id = :tenantId AND location_id = :locationId AND number < :before
			      WINDOW newest AS (ORDER BY number DESC ROWS UNBOUNDED PRECEDING)) closing
			WHERE place = 1 OR (place <= :limit AND bytes <= :bytes)
			ORDER BY number DESC
			""";

	/**
	 * Whether the day on which a payment was booked is closed: its own day, or the first
	 * one that was open when it was taken.
	 */
	private static final String IS_COUNTED = """
			SELECT EXISTS (
			    SELECT
			    FROM closings
			    WHERE tenant_id = :tenantId AND location_id = :locationId
			      AND business_day = (SELECT min(CAST(:day AS DATE) + later)
			                          FROM generate_series(0, 366) later
			                          WHERE NOT EXISTS (SELECT
			                                            FROM closings earlier
			                                            WHERE earlier.tenant_id = :tenantId
			                                              AND earlier.location_id = :locationId
			                                              AND earlier.business_day = CAST(:day AS DATE) + later
			                                              AND earlier.closed_at <= :takenAt)))
			""";

	private static final String OF_NUMBER = """
			SELECT document
			FROM closings
			WHERE tenant_id = :tenantId AND location_id = :locationId AND number = :number
			""";

	private final JdbcClient jdbc;

	private final DayBookings bookings;

	private final Json json;

	ClosingRepository(JdbcClient jdbc, DayBookings bookings, Json json) {
		this.jdbc = jdbc;
		this.bookings = bookings;
		this.json = json;
	}

	Optional<ClosingView> find(LocationKey place, LocalDate day) {
		return bind(OF_DAY, place).param("day", day).query((row, _) -> read(row.getString(1))).optional();
	}

	Optional<ClosingView> find(LocationKey place, long number) {
		return bind(OF_NUMBER, place).param("number", number).query((row, _) -> read(row.getString(1))).optional();
	}

	@Override
	public boolean isCounted(long tenantId, long locationId, LocalDate day, Instant takenAt) {
		var place = new LocationKey(tenantId, locationId);
		this.bookings.preventClosing(place);
		return bind(IS_COUNTED, place).param("day", day)
			.param("takenAt", takenAt.atOffset(ZoneOffset.UTC))
			.query(Boolean.class)
			.single();
	}

	/** Returns the number of the newest closing, 0 if there is none. */
	int newestNumber(LocationKey place) {
		return bind(NEWEST_NUMBER, place).query(Integer.class).single();
	}

	/** Inserts a closing; the caller holds the lock on the bookings of the location. */
	void insert(LocationKey place, ClosingView closing) {
		bind(INSERT, place).param("number", closing.number())
			.param("day", closing.report().businessDay())
			.param("sequence", closing.report().sequence())
			.param("closedAt", closing.at().atOffset(ZoneOffset.UTC))
			.param("document", this.json.write(closing))
			.update();
	}

	/**
	 * Stored document of a closing.
	 *
	 * @param remaining number of closings of the query, whatever the page holds
	 */
	record Stored(int number, String document, int remaining) {
	}

	/**
	 * Returns the newest closings with a lower number, at most {@code limit} and as many
	 * as fit into {@code size}, but at least one.
	 */
	List<Stored> before(LocationKey place, int number, int limit, DataSize size) {
		return bind(BEFORE, place).param("before", number)
			.param("limit", limit)
			.param("bytes", size.toBytes())
			.query((row, _) -> new Stored(row.getInt("number"), row.getString("document"), row.getInt("remaining")))
			.list();
	}

	private ClosingView read(String document) {
		return this.json.read(document, ClosingView.class);
	}

	private JdbcClient.StatementSpec bind(String sql, LocationKey place) {
		return this.jdbc.sql(sql).param("tenantId", place.tenantId()).param("locationId", place.locationId());
	}

}
