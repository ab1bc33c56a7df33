package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads locations from the database and caches them for {@link #TTL}. Locations change a
 * few times a year and are needed for each order. For that time after a change of a tax
 * rule, orders may still be taxed by the old one. One caller loads a location for all
 * concurrent callers; a failure is shared too.
 */
@Component
class StoredLocations implements Locations {

	private static final Duration TTL = Duration.ofSeconds(30);

	private static final int MAX_SIZE = 10_000;

	private static final String BY_ID = """
			SELECT time_zone, currency, business_day_start, auto_confirm, tax_rules::text
			FROM locations
			WHERE tenant_id = :tenantId AND id = :id
			""";

	private final JdbcClient jdbc;

	private final JsonColumns.TaxRules taxRules;

	private final Cache<Key, Optional<Location>> cache = Caffeine.newBuilder()
		.expireAfterWrite(TTL)
		.maximumSize(MAX_SIZE)
		.build();

	private final SingleFlight<Key, Optional<Location>> loads = new SingleFlight<>();

	StoredLocations(JdbcClient jdbc, ObjectMapper json) {
		this.jdbc = jdbc;
		this.taxRules = new JsonColumns.TaxRules(json);
	}

	private record Key(long tenantId, long id) {
	}

	@Override
	public Location get(long tenantId, long id) {
		var key = new Key(tenantId, id);
		var found = this.cache.getIfPresent(key);
		return ((found != null) ? found : this.loads.get(key, () -> loadAndCache(key)))
			.orElseThrow(() -> new UnknownLocation(id));
	}

	private Optional<Location> loadAndCache(Key key) {
		var found = load(key);
		this.cache.put(key, found);
		return found;
	}

	private Optional<Location> load(Key key) {
		return this.jdbc.sql(BY_ID)
			.param("tenantId", key.tenantId())
			.param("id", key.id())
			.query((row, _) -> new Location(key.tenantId(), key.id(), ZoneId.of(row.getString("time_zone")),
					row.getString("currency"), row.getObject("business_day_start", LocalTime.class),
					row.getBoolean("auto_confirm"), this.taxRules.convertToEntityAttribute(row.getString("tax_rules"))))
			.optional();
	}

}
