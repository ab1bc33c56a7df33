package com.auraconnect.orders.closing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.auraconnect.orders.order.ClosedDays;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.reports.Place;

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
			INSERT INTO closings (tenant_id, location_id, number, business_day, sequence, document)
			VALUES (:tenantId, :locationId, :number, :day, :sequence, CAST(:document AS JSON))
			""";

	private static final String BEFORE = """
			SELECT document
			FROM closings
			WHERE tenant_id = :tenantId AND location_id = :locationId AND number < :before
			ORDER BY number DESC
			LIMIT :limit
			""";

	private final JdbcClient jdbc;

	private final Json json;

	ClosingRepository(JdbcClient jdbc, Json json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	Optional<ClosingView> find(Place place, LocalDate day) {
		return bind(OF_DAY, place).param("day", day).query((row, _) -> read(row.getString(1))).optional();
	}

	@Override
	public boolean isClosed(long tenantId, long locationId, LocalDate day) {
		return find(new Place(tenantId, locationId), day).isPresent();
	}

	/** Returns the number of the newest closing, 0 if there is none. */
	int newestNumber(Place place) {
		return bind(NEWEST_NUMBER, place).query(Integer.class).single();
	}

	/** Inserts a closing; the caller holds the lock on the bookings of the location. */
	void insert(Place place, ClosingView closing) {
		bind(INSERT, place).param("number", closing.number())
			.param("day", closing.report().businessDay())
			.param("sequence", closing.report().sequence())
			.param("document", this.json.write(closing))
			.update();
	}

	/** Returns the newest closings with a lower number, at most {@code limit}. */
	List<ClosingView> before(Place place, int number, int limit) {
		return bind(BEFORE, place).param("before", number)
			.param("limit", limit)
			.query((row, _) -> read(row.getString(1)))
			.list();
	}

	private ClosingView read(String document) {
		return this.json.read(document, ClosingView.class);
	}

	private JdbcClient.StatementSpec bind(String sql, Place place) {
		return this.jdbc.sql(sql).param("tenantId", place.tenantId()).param("locationId", place.locationId());
	}

}
