package com.auraconnect.orders.location;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.BusinessDays;
import com.auraconnect.orders.order.Courses;
import com.auraconnect.orders.order.Location;
import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.PaymentRules;
import com.auraconnect.orders.order.SchedulingRules;
import com.auraconnect.orders.order.SingleFlight;
import com.auraconnect.orders.order.UnknownLocation;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.outbox.NotificationChannel;
import com.auraconnect.orders.platform.tenancy.LocationKey;
import com.auraconnect.orders.pricing.MinorUnit;

/**
 * Caches the locations that this replica takes orders for.
 * <p>
 * A trigger notifies of each change of a location in the transaction of the change, and
 * the entry is dropped. The listener confirms several times a second that it has passed
 * on all notifications up to a moment. Entries are used only if that moment is recent,
 * {@link LocationSettings#confirmedFor()}; without the confirmation every order reads its
 * location from the database. So no change takes longer than that time to apply, whatever
 * is down, and an order costs no round trip as long as the location does not change.
 * <p>
 * One caller loads a location for all concurrent callers; a failure is shared too.
 */
@Component
class LocationCache implements Locations, NotificationChannel {

	private static final String CHANNEL = "orders_locations";

	private static final Pattern PAYLOAD = Pattern.compile("(\\d{1,19}):(\\d{1,19})");

	/** Bounds how long an unused entry takes memory. */
	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final String BY_ID = """
			SELECT l.time_zone, l.currency, l.business_day_start, l.auto_confirm, l.tax_rules::text, l.active, l.accepting,
			       l.extra_minutes, l.availability_until, l.earlier_business_days::text, l.prep_minutes, l.accepts_until_days,
			       l.courses, l.cash_rounding, l.capture_delay_minutes,
			       (SELECT coalesce(json_object_agg(i.menu_item_id, rfc3339(i.until)), '{}')
			        FROM location_items i
			        WHERE i.tenant_id = l.tenant_id AND i.location_id = l.id)::text AS items_out
			FROM locations l
			WHERE l.tenant_id = :tenantId AND l.id = :id
			""";

	private final JdbcClient jdbc;

	private final LocationColumns columns;

	private final Cache<LocationKey, Optional<Location>> cache;

	private final SingleFlight<LocationKey, Optional<Location>> loads = new SingleFlight<>();

	/** Number of changes so far; a load during which it has grown may be stale. */
	private final AtomicLong changes = new AtomicLong();

	private final long confirmedFor;

	private volatile long confirmedUntil;

	LocationCache(JdbcClient jdbc, LocationColumns columns, LocationSettings settings) {
		this.jdbc = jdbc;
		this.columns = columns;
		this.confirmedFor = settings.confirmedFor().toNanos();
		this.confirmedUntil = System.nanoTime();
		this.cache = Caffeine.newBuilder()
			.expireAfterWrite(LIFETIME)
			.maximumWeight(settings.cacheSize())
			.weigher((LocationKey _, Optional<Location> location) -> location.map(LocationCache::weight).orElse(2))
			.build();
	}

	/** Approximate size in units of 64 bytes. */
	private static int weight(Location location) {
		return 10 + 2 * location.itemsOut().size()
				+ location.taxRules().stream().mapToInt((rule) -> 4 + 2 * rule.categories().size()).sum()
				+ 3 * location.businessDays().earlier().size();
	}

	@Override
	public Location get(long tenantId, long id) {
		var key = new LocationKey(tenantId, id);
		var found = cached(key);
		return ((found != null) ? found : this.loads.get(key, () -> loadAndCache(key)))
			.orElseThrow(() -> new UnknownLocation(id));
	}

	@Override
	public Location getInTransaction(long tenantId, long id) {
		var key = new LocationKey(tenantId, id);
		var found = cached(key);
		return ((found != null) ? found : loadAndCache(key)).orElseThrow(() -> new UnknownLocation(id));
	}

	@SuppressWarnings("OptionalAssignedToNull")
	private Optional<Location> cached(LocationKey key) {
		return (this.confirmedUntil - System.nanoTime() > 0) ? this.cache.getIfPresent(key) : null;
	}

	/** Caches the result unless a change has arrived meanwhile. */
	private Optional<Location> loadAndCache(LocationKey key) {
		var before = this.changes.get();
		var found = load(key);
		this.cache.put(key, found);
		if (this.changes.get() != before) {
			this.cache.invalidate(key);
		}
		return found;
	}

	/** Drops a location that this replica has changed. */
	void invalidate(long tenantId, long id) {
		this.changes.incrementAndGet();
		this.cache.invalidate(new LocationKey(tenantId, id));
	}

	@Override
	public String name() {
		return CHANNEL;
	}

	@Override
	public void subscribed() {
		this.changes.incrementAndGet();
		this.cache.invalidateAll();
	}

	@Override
	public void notified(String payload) {
		var changed = PAYLOAD.matcher(payload);
		if (changed.matches()) {
			invalidate(Long.parseLong(changed.group(1)), Long.parseLong(changed.group(2)));
		}
	}

	@Override
	public void caughtUp(long nanoTime) {
		this.confirmedUntil = nanoTime + this.confirmedFor;
	}

	private Optional<Location> load(LocationKey key) {
		return this.jdbc.sql(BY_ID)
			.param("tenantId", key.tenantId())
			.param("id", key.locationId())
			.query((row, _) -> location(key, row))
			.optional();
	}

	private static PaymentRules paymentRules(String currency, ResultSet row) throws SQLException {
		var coin = row.getBigDecimal("cash_rounding");
		return new PaymentRules((coin != null) ? MinorUnit.of(currency).of(coin) : null,
				Duration.ofMinutes(row.getInt("capture_delay_minutes")));
	}

	private Location location(LocationKey key, ResultSet row) throws SQLException {
		var businessDays = new BusinessDays(ZoneId.of(row.getString("time_zone")),
				row.getObject("business_day_start", LocalTime.class),
				this.columns.earlier(row.getString("earlier_business_days")));
		return new Location(key.tenantId(), key.locationId(), row.getString("currency"), businessDays,
				row.getBoolean("auto_confirm"), this.columns.rules(row.getString("tax_rules")),
				LocationRepository.availability(row),
				new SchedulingRules(row.getInt("prep_minutes"), row.getInt("accepts_until_days")),
				WireNames.parse(Courses.class, row.getString("courses")), paymentRules(row.getString("currency"), row),
				this.columns.itemsOut(row.getString("items_out")));
	}

}
