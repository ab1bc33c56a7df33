package com.auraconnect.orders.location;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the items that locations are out of. An item that is back has no row. */
@Component
class LocationItems {

	private static final String OUT = """
			SELECT menu_item_id, until, changed_by, changed_at
			FROM location_items
			WHERE tenant_id = :tenantId AND location_id = :locationId AND (until IS NULL OR until > :now)
			""";

	private static final String ONE = OUT + "  AND menu_item_id = :menuItemId";

	private static final String ALL = OUT + "ORDER BY menu_item_id";

	/** Deletes the item, and those that are back by themselves. */
	private static final String DELETE = """
			DELETE FROM location_items
			WHERE tenant_id = :tenantId AND location_id = :locationId
			  AND (menu_item_id = :menuItemId OR until <= :now)
			""";

	private static final String COUNT = """
			SELECT count(*)
			FROM location_items
			WHERE tenant_id = :tenantId AND location_id = :locationId
			""";

	private static final String INSERT = """
			INSERT INTO location_items (tenant_id, location_id, menu_item_id, until, changed_at, changed_by)
			VALUES (:tenantId, :locationId, :menuItemId, :until, :now, :changedBy)
			""";

	private final JdbcClient jdbc;

	LocationItems(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Finds an item that the location is out of. */
	Optional<LocationItemView> find(long tenantId, long locationId, long menuItemId, Instant now) {
		return bind(ONE, tenantId, locationId).param("menuItemId", menuItemId)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query((row, _) -> item(row))
			.optional();
	}

	/** Lists the items that the location is out of, by id. */
	List<LocationItemView> all(long tenantId, long locationId, Instant now) {
		return bind(ALL, tenantId, locationId).param("now", now.atOffset(ZoneOffset.UTC))
			.query((row, _) -> item(row))
			.list();
	}

	/**
	 * Stores an item. The caller holds the lock of the location.
	 * @throws TooManyItemsOut if the location is out of {@code limit} items already
	 */
	void save(long tenantId, long locationId, LocationItemView item, int limit) {
		var now = item.changedAt().atOffset(ZoneOffset.UTC);
		bind(DELETE, tenantId, locationId).param("menuItemId", item.menuItemId()).param("now", now).update();
		if (item.available()) {
			return;
		}
		if (bind(COUNT, tenantId, locationId).query(Long.class).single() >= limit) {
			throw new TooManyItemsOut(limit);
		}
		bind(INSERT, tenantId, locationId).param("menuItemId", item.menuItemId())
			.param("until", (item.until() != null) ? item.until().atOffset(ZoneOffset.UTC) : null)
			.param("now", now)
			.param("changedBy", item.changedBy())
			.update();
	}

	private JdbcClient.StatementSpec bind(String sql, long tenantId, long locationId) {
		return this.jdbc.sql(sql).param("tenantId", tenantId).param("locationId", locationId);
	}

	private static LocationItemView item(ResultSet row) throws SQLException {
		var until = row.getObject("until", OffsetDateTime.class);
		return new LocationItemView(row.getLong("menu_item_id"), false, (until != null) ? until.toInstant() : null,
				row.getString("changed_by"), row.getObject("changed_at", OffsetDateTime.class).toInstant());
	}

}
