package com.auraconnect.orders.location;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

import com.auraconnect.orders.order.Availability;
import com.auraconnect.orders.order.BusinessDays;
import com.auraconnect.orders.order.Courses;
import com.auraconnect.orders.order.WireNames;

/** Stores locations in the database. */
@Component
class LocationRepository {

	private static final String COLUMNS = """
			l.id, l.tenant_id, l.version, l.name, l.time_zone, l.currency, l.business_day_start, l.auto_confirm,
			l.tax_rules::text, l.courses, l.prep_minutes, l.cash_rounding, l.capture_delay_minutes, l.accepts_until_days,
			l.stations::text, l.active, l.accepting, l.extra_minutes, l.availability_until,
			l.earlier_business_days::text, l.updated_at
			""";

	private static final String BY_ID = """
			SELECT %s
			FROM locations l
			WHERE l.tenant_id = :tenantId AND l.id = :id
			""".formatted(COLUMNS);

	/** Excludes other changes of the row, but not orders, which refer to it. */
	private static final String LOCK = BY_ID + "FOR NO KEY UPDATE";

	/**
	 * Waits for transactions that insert orders at the location, and lets no other begin.
	 */
	private static final String LOCK_OUT_ORDERS = """
			SELECT
			FROM locations
			WHERE tenant_id = :tenantId AND id = :id
			FOR UPDATE
			""";

	private static final String HAS_ORDERS = """
			SELECT EXISTS (SELECT FROM orders WHERE tenant_id = :tenantId AND location_id = :id)
			""";

	/** The size bounds the memory of an answer: rules of taxes can be long. */
	private static final String PAGE = """
			SELECT l.*
			FROM (SELECT %s, row_number() OVER by_id AS place, count(*) OVER () AS matching,
			             sum(octet_length(l.tax_rules::text) + octet_length(l.stations::text) + 1000) OVER by_id AS bytes
			      FROM locations l
			      WHERE l.tenant_id = :tenantId AND l.id > :after
			        AND (CAST(:ids AS bigint[]) IS NULL OR l.id = ANY (CAST(:ids AS bigint[])))
			      WINDOW by_id AS (ORDER BY l.id ROWS UNBOUNDED PRECEDING)) l
			WHERE l.place = 1 OR l.bytes <= :bytes
			ORDER BY l.id
			"""
		.formatted(COLUMNS);

	private static final String LOCK_CREATION = """
			SELECT pg_advisory_xact_lock(hashtext('orders.locations'), hashint8(:tenantId))::text
			""";

	private static final String HAS_TENANT = """
			SELECT EXISTS (SELECT FROM tenants WHERE id = :tenantId)
			""";

	private static final String INSERT_TENANT = """
			INSERT INTO tenants (id, name)
			VALUES (:tenantId, :name)
			ON CONFLICT (id) DO NOTHING
			""";

	private static final String COUNT = """
			SELECT count(*)
			FROM locations
			WHERE tenant_id = :tenantId
			""";

	private static final String INSERT = """
			INSERT INTO locations (tenant_id, id, version, name, time_zone, currency, business_day_start, auto_confirm,
			                       tax_rules, courses, prep_minutes, cash_rounding, capture_delay_minutes,
			                       accepts_until_days, stations, active, earlier_business_days, accepting, extra_minutes,
			                       availability_until, updated_at)
			VALUES (:tenantId, :id, :version, :name, :timeZone, :currency, :businessDayStart, :autoConfirm,
			        CAST(:taxRules AS json), :courses, :prepMinutes, :cashRounding, :captureDelayMinutes,
			        :acceptsUntilDays, CAST(:stations AS json), :active, CAST(:earlier AS json), :accepting, :extraMinutes,
			        :availabilityUntil, :updatedAt)
			""";

	private static final String UPDATE = """
			UPDATE locations
			SET version = :version, name = :name, time_zone = :timeZone, currency = :currency,
			    business_day_start = :businessDayStart, auto_confirm = :autoConfirm, tax_rules = CAST(:taxRules AS json),
			    courses = :courses, prep_minutes = :prepMinutes, cash_rounding = :cashRounding,
			    capture_delay_minutes = :captureDelayMinutes, accepts_until_days = :acceptsUntilDays,
			    stations = CAST(:stations AS json), active = :active, earlier_business_days = CAST(:earlier AS json),
			    accepting = :accepting, extra_minutes = :extraMinutes, availability_until = :availabilityUntil,
			    updated_at = :updatedAt
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private final JdbcClient jdbc;

	private final LocationColumns columns;

	LocationRepository(JdbcClient jdbc, LocationColumns columns) {
		this.jdbc = jdbc;
		this.columns = columns;
	}

	Optional<StoredLocation> find(long tenantId, long id) {
		return bind(BY_ID, tenantId, id).query((row, _) -> location(row)).optional();
	}

	/** Finds a location and lets no other transaction change it. */
	Optional<StoredLocation> lock(long tenantId, long id) {
		return bind(LOCK, tenantId, id).query((row, _) -> location(row)).optional();
	}

	/**
	 * Waits for transactions that insert orders at the location. Until the transaction
	 * ends, no order is inserted.
	 */
	void lockOutOrders(long tenantId, long id) {
		bind(LOCK_OUT_ORDERS, tenantId, id).query().listOfRows();
	}

	/** Whether the location has committed orders. */
	boolean hasOrders(long tenantId, long id) {
		return bind(HAS_ORDERS, tenantId, id).query(Boolean.class).single();
	}

	/**
	 * Locations of a page.
	 *
	 * @param matching number of locations on this page and after it
	 */
	record Page(List<StoredLocation> locations, long matching) {
	}

	/**
	 * Reads the locations after that id, as many as fit.
	 * @param ids the locations to choose from, null for all of the tenant
	 */
	Page page(long tenantId, @Nullable Collection<Long> ids, long after, DataSize size) {
		var matching = new long[1];
		var locations = this.jdbc.sql(PAGE)
			.param("tenantId", tenantId)
			.param("ids", (ids != null) ? ids.toArray(Long[]::new) : null)
			.param("after", after)
			.param("bytes", size.toBytes())
			.query((row, _) -> {
				matching[0] = row.getLong("matching");
				return location(row);
			})
			.list();
		return new Page(locations, matching[0]);
	}

	/** Lets no other transaction create a location of the tenant. */
	void lockCreation(long tenantId) {
		this.jdbc.sql(LOCK_CREATION).param("tenantId", tenantId).query(String.class).single();
	}

	boolean hasTenant(long tenantId) {
		return this.jdbc.sql(HAS_TENANT).param("tenantId", tenantId).query(Boolean.class).single();
	}

	void insertTenant(long tenantId, String name) {
		this.jdbc.sql(INSERT_TENANT).param("tenantId", tenantId).param("name", name).update();
	}

	long count(long tenantId) {
		return this.jdbc.sql(COUNT).param("tenantId", tenantId).query(Long.class).single();
	}

	void insert(StoredLocation location) {
		values(INSERT, location).update();
	}

	void update(StoredLocation location) {
		values(UPDATE, location).update();
	}

	/**
	 * Whether the database knows the time zone: its list may be older than Java's, and
	 * reports use it.
	 */
	boolean knows(ZoneId timeZone) {
		try {
			this.jdbc.sql("SELECT (now() AT TIME ZONE :zone)::text")
				.param("zone", timeZone.getId())
				.query(String.class)
				.single();
			return true;
		}
		catch (DataIntegrityViolationException ex) {
			return false;
		}
	}

	private StatementSpec bind(String sql, long tenantId, long id) {
		return this.jdbc.sql(sql).param("tenantId", tenantId).param("id", id);
	}

	private StatementSpec values(String sql, StoredLocation location) {
		var rules = location.rules();
		var availability = location.availability();
		return bind(sql, location.tenantId(), location.id()).param("version", location.version())
			.param("name", rules.name())
			.param("timeZone", rules.timeZone().getId())
			.param("currency", rules.currency())
			.param("businessDayStart", rules.businessDayStart())
			.param("autoConfirm", rules.autoConfirm())
			.param("taxRules", this.columns.write(rules.taxRules()))
			.param("courses", WireNames.of(rules.courses()))
			.param("prepMinutes", rules.prepMinutes())
			.param("cashRounding", rules.cashRounding())
			.param("captureDelayMinutes", rules.captureDelayMinutes())
			.param("acceptsUntilDays", rules.acceptsUntilDays())
			.param("stations", this.columns.write(rules.stations()))
			.param("active", rules.active())
			.param("earlier", this.columns.writeEarlier(location.businessDays()))
			.param("accepting", availability.isAccepting())
			.param("extraMinutes", availability.extraTime().toMinutes())
			.param("availabilityUntil", utc(availability.until()))
			.param("updatedAt", utc(location.updatedAt()));
	}

	private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	private StoredLocation location(ResultSet row) throws SQLException {
		var rules = new LocationRules(row.getString("name"), ZoneId.of(row.getString("time_zone")),
				row.getString("currency"), row.getObject("business_day_start", LocalTime.class),
				row.getBoolean("auto_confirm"), this.columns.taxRules(row.getString("tax_rules")),
				WireNames.parse(Courses.class, row.getString("courses")), row.getInt("prep_minutes"),
				row.getObject("cash_rounding", BigDecimal.class), row.getInt("capture_delay_minutes"),
				row.getInt("accepts_until_days"), this.columns.stations(row.getString("stations")),
				row.getBoolean("active"));
		var businessDays = new BusinessDays(rules.timeZone(), rules.businessDayStart(),
				this.columns.earlier(row.getString("earlier_business_days")));
		return new StoredLocation(row.getLong("tenant_id"), row.getLong("id"), row.getInt("version"), rules,
				businessDays, availability(row), instant(row, "updated_at"));
	}

	/** Reads the availability from a row of locations. */
	static Availability availability(ResultSet row) throws SQLException {
		return new Availability(row.getBoolean("active"), row.getBoolean("accepting"),
				Duration.ofMinutes(row.getInt("extra_minutes")), instant(row, "availability_until"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		var time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
