package com.auraconnect.orders.kitchen;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.metrics.Backlog;
import com.auraconnect.orders.platform.metrics.ScrapedCount;
import com.auraconnect.orders.platform.metrics.ScrapedCounts;
import com.auraconnect.orders.platform.tenancy.LocationKey;

/**
 * Gauges of the confirmed orders that no display has shown as they are: their number and
 * the age of the oldest, over all locations and by location. Counted in the database, so
 * that every replica reports the same. Without the database the gauges have no value.
 * <p>
 * Only locations with such orders have gauges of their own, and only those that have
 * waited for longest if there are more than {@link KitchenSettings#meteredLocations()}.
 */
@Component
class KitchenMeters implements MeterBinder {

	/**
	 * Selects since when orders are unacknowledged. An order that no display has shown:
	 * since its firing, which is its confirmation unless it was scheduled. One that a
	 * display has shown: since the first later change of its lines, notes or table, or
	 * the firing of a course; since its firing where the event of that change is deleted
	 * already.
	 */
	private static final String UNACKNOWLEDGED = """
			SELECT o.tenant_id,
			       o.location_id,
			       count(*) AS orders,
			       min(greatest(fired.at, change.at)) AS oldest,
			       sum(count(*)) OVER () AS all_orders,
			       min(min(greatest(fired.at, change.at))) OVER () AS oldest_of_all
			FROM orders o
			CROSS JOIN LATERAL (
			    SELECT coalesce(o.fired_at, h.changed_at) AS at
			    FROM order_status_history h
			    WHERE h.order_id = o.id AND h.tenant_id = o.tenant_id AND h.to_status = 'confirmed'
			) fired
			CROSS JOIN LATERAL (
			    SELECT max(a.version) AS version
			    FROM kitchen_acknowledgements a
			    WHERE a.order_id = o.id AND a.tenant_id = o.tenant_id
			) shown
			CROSS JOIN LATERAL (
			    SELECT min(e.occurred_at) AS at
			    FROM outbox_events e
			    WHERE shown.version IS NOT NULL
			      AND e.order_id = o.id
			      AND e.tenant_id = o.tenant_id
			      AND e.order_version > shown.version
			      AND (jsonb_exists_any(CAST(e.data -> 'changed' AS jsonb), ARRAY['items', 'notes', 'table_number', 'guest', 'order_type'])
			           OR CAST(e.data -> 'items' AS jsonb) @> '[{"previous_status": "held", "new_status": "pending"}]')
			) change
			WHERE o.status IN ('confirmed', 'preparing') AND (o.fire_at IS NULL OR o.fired_at IS NOT NULL)
			  AND coalesce(shown.version < o.kitchen_version, TRUE)
			GROUP BY o.tenant_id, o.location_id
			ORDER BY oldest
			LIMIT :locations
			""";

	private final JdbcClient jdbc;

	private final KitchenSettings settings;

	private final Clock clock;

	private final ScrapedCount<Unacknowledged> unacknowledged;

	private volatile @Nullable ByLocation byLocation;

	KitchenMeters(JdbcClient jdbc, ScrapedCounts counts, KitchenSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.settings = settings;
		this.clock = clock;
		this.unacknowledged = counts.add(this::count);
	}

	private record Unacknowledged(Backlog all, Map<LocationKey, Backlog> locations) {

		private static final Backlog NONE = new Backlog(0, null);

		Backlog of(LocationKey place) {
			return this.locations.getOrDefault(place, NONE);
		}

	}

	private record ByLocation(MultiGauge orders, MultiGauge ages) {
	}

	private Unacknowledged count() {
		var all = new Backlog[] { Unacknowledged.NONE };
		var locations = new LinkedHashMap<LocationKey, Backlog>();
		this.jdbc.sql(UNACKNOWLEDGED).param("locations", this.settings.meteredLocations()).query((row) -> {
			all[0] = new Backlog(row.getLong("all_orders"), time(row, "oldest_of_all"));
			locations.put(new LocationKey(row.getLong("tenant_id"), row.getLong("location_id")),
					new Backlog(row.getLong("orders"), time(row, "oldest")));
		});
		register(locations);
		return new Unacknowledged(all[0], locations);
	}

	private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
		var time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/** Registers gauges of these locations and removes those of all others. */
	private void register(Map<LocationKey, Backlog> locations) {
		var gauges = this.byLocation;
		if (gauges != null) {
			gauges.orders().register(locations.keySet().stream().map(this::orders).toList());
			gauges.ages().register(locations.keySet().stream().map(this::age).toList());
		}
	}

	private Row<?> orders(LocationKey place) {
		return Row.of(tags(place), this.unacknowledged, (count) -> count.show((found) -> found.of(place).size()));
	}

	private Row<?> age(LocationKey place) {
		return Row.of(tags(place), this.unacknowledged,
				(count) -> count.show((found) -> found.of(place).age(this.clock)));
	}

	private static Tags tags(LocationKey place) {
		return Tags.of("tenant", Long.toString(place.tenantId()), "location", Long.toString(place.locationId()));
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("kitchen.unacknowledged", () -> this.unacknowledged.show((found) -> found.all().size()))
			.description("Confirmed or preparing orders that no display has shown as they are")
			.register(registry);
		Gauge
			.builder("kitchen.unacknowledged.age",
					() -> this.unacknowledged.show((found) -> found.all().age(this.clock)))
			.description("Time since the oldest of these orders was fired, or changed after a display had shown it; "
					+ "0 if there is none")
			.baseUnit("seconds")
			.register(registry);
		this.byLocation = new ByLocation(
				MultiGauge.builder("kitchen.location.unacknowledged")
					.description("Such orders by location, for the locations that have waited for longest")
					.register(registry),
				MultiGauge.builder("kitchen.location.unacknowledged.age")
					.description("Time since which the oldest of them has waited")
					.baseUnit("seconds")
					.register(registry));
	}

}
