package com.auraconnect.orders.location;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.Availability;
import com.auraconnect.orders.order.BusinessDays;
import com.auraconnect.orders.order.LocationNotFound;
import com.auraconnect.orders.order.read.AnswerSettings;
import com.auraconnect.orders.outbox.EventAppender;
import com.auraconnect.orders.outbox.Feed;

/**
 * Use cases of locations, one method each. Each returns the location after the committed
 * transaction, or throws and has changed nothing. What changes nothing that can be seen
 * leaves the version as it is and has no event.
 */
@Service
class LocationService {

	/** Longest time for which a pause can be set; a longer one has no end. */
	private static final Duration LONGEST_PAUSE = Duration.ofDays(366);

	private final LocationRepository locations;

	private final LocationItems items;

	private final EventAppender events;

	private final LocationCache cache;

	private final LocationColumns columns;

	private final LocationSettings settings;

	private final AnswerSettings answers;

	private final TransactionTemplate transaction;

	private final Clock clock;

	LocationService(LocationRepository locations, LocationItems items, EventAppender events, LocationCache cache,
			LocationColumns columns, LocationSettings settings, AnswerSettings answers,
			PlatformTransactionManager transactions, Clock clock) {
		this.locations = locations;
		this.items = items;
		this.events = events;
		this.cache = cache;
		this.columns = columns;
		this.settings = settings;
		this.answers = answers;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * A location after a change.
	 *
	 * @param isNew whether it was created
	 */
	record Saved(LocationView location, boolean isNew) {
	}

	/**
	 * Creates a location, or replaces its rules. The tenant is created with its first
	 * location.
	 * @throws InvalidRequest if the database does not know the time zone, or if the
	 * currency is new to the location and no longer money
	 * @throws StaleLocationVersion if the version does not match
	 * @throws CurrencyFixed if the currency changes and the location has orders
	 * @throws TooManyLocations if the tenant has as many as it can have
	 * @throws TenantNotSetUp if the tenant does not exist and is not to be created
	 */
	Saved put(LocationCommand target, LocationRules rules) {
		if (!this.locations.knows(rules.timeZone())) {
			throw InvalidRequest.transientFault("time_zone", "is not known to the database");
		}
		return inTransaction(target, () -> {
			var found = this.locations.lock(target.tenantId(), target.locationId());
			if (found.isEmpty()) {
				target.requireNoCondition();
				this.locations.lockCreation(target.tenantId());
				found = this.locations.lock(target.tenantId(), target.locationId());
			}
			var isNew = found.isEmpty();
			var after = found.map((before) -> replace(target, before, rules)).orElseGet(() -> create(target, rules));
			record(target, isNew ? 201 : 200, after, after.version());
			return new Saved(after, isNew);
		});
	}

	private LocationView create(LocationCommand target, LocationRules rules) {
		requireCurrentMoney(rules.currency());
		if (this.settings.selfService()) {
			this.locations.insertTenant(target.tenantId(), rules.name());
		}
		else if (!this.locations.hasTenant(target.tenantId())) {
			throw new TenantNotSetUp(target.tenantId());
		}
		if (this.locations.count(target.tenantId()) >= this.settings.tenantLimit()) {
			throw new TooManyLocations(this.settings.tenantLimit());
		}
		var now = now();
		var created = new StoredLocation(target.tenantId(), target.locationId(), 1, rules,
				new BusinessDays(rules.timeZone(), rules.businessDayStart()), Availability.OPEN, now);
		this.locations.insert(created);
		var view = LocationView.of(created, now);
		append(target, now, LocationEvent.Updated.of(null, view, target.actor()));
		return view;
	}

	private LocationView replace(LocationCommand target, StoredLocation before, LocationRules rules) {
		target.requireVersion(before.version());
		if (!before.rules().currency().equals(rules.currency())) {
			requireCurrentMoney(rules.currency());
			requireNoOrders(before);
		}
		var now = now();
		return update(target, before, now,
				(location) -> new StoredLocation(location.tenantId(), location.id(), location.version(), rules,
						location.businessDays().changed(rules.timeZone(), rules.businessDayStart(), now),
						location.availability(), location.updatedAt()));
	}

	/**
	 * Requires that a new currency is in use today. A location keeps a currency that was
	 * withdrawn since; otherwise it could not be changed any more.
	 */
	private static void requireCurrentMoney(String currency) {
		if (!Currencies.isKnown(currency)) {
			throw InvalidRequest.transientFault("currency", LocationRequest.NO_CURRENCY);
		}
	}

	/**
	 * Checks that the location has no orders, and lets none be inserted until the
	 * transaction ends. Asks without the lock first: the lock waits for all orders that
	 * are being inserted, and makes others wait.
	 * @throws CurrencyFixed if it has orders
	 */
	private void requireNoOrders(StoredLocation location) {
		if (this.locations.hasOrders(location.tenantId(), location.id())) {
			throw new CurrencyFixed(location.id());
		}
		this.locations.lockOutOrders(location.tenantId(), location.id());
		if (this.locations.hasOrders(location.tenantId(), location.id())) {
			throw new CurrencyFixed(location.id());
		}
	}

	/**
	 * Pauses a location, or sets how busy it is.
	 * @throws LocationNotFound if the tenant has none with that id
	 * @throws StaleLocationVersion if the version does not match
	 * @throws InvalidRequest if the end is not in the future
	 */
	LocationView setAvailability(LocationCommand target, AvailabilityRequest request) {
		return inTransaction(target, () -> {
			var before = locked(target);
			target.requireVersion(before.version());
			requireFuture(request.end());
			var after = update(target, before, now(),
					(location) -> new StoredLocation(location.tenantId(), location.id(), location.version(),
							location.rules(), location.businessDays(),
							request.toAvailability(location.rules().active()), location.updatedAt()));
			record(target, 200, after, after.version());
			return after;
		});
	}

	/** Stores a change with its event, unless nothing that can be seen has changed. */
	private LocationView update(LocationCommand target, StoredLocation before, Instant now,
			UnaryOperator<StoredLocation> change) {
		var changed = change.apply(before);
		var old = LocationView.of(before, now);
		if (LocationView.of(changed, now).equals(old)) {
			return old;
		}
		var after = new StoredLocation(changed.tenantId(), changed.id(), before.version() + 1, changed.rules(),
				changed.businessDays(), changed.availability(), now);
		this.locations.update(after);
		var view = LocationView.of(after, now);
		append(target, now, LocationEvent.Updated.of(old, view, target.actor()));
		return view;
	}

	/**
	 * Marks a menu item as out, or as available again.
	 * @throws LocationNotFound if the tenant has no such location
	 * @throws StaleLocationVersion if the version of the location does not match
	 * @throws InvalidRequest if the end is not in the future
	 * @throws TooManyItemsOut if the location is out of as many as it can be
	 */
	LocationItemView setItem(LocationCommand target, long menuItemId, LocationItemRequest request) {
		return inTransaction(target, () -> {
			target.requireVersion(locked(target).version());
			requireFuture(request.end());
			var now = now();
			var isAvailable = Boolean.TRUE.equals(request.available());
			var item = new LocationItemView(menuItemId, isAvailable, request.end(), target.actor(), now);
			var before = this.items.find(target.tenantId(), target.locationId(), menuItemId, now);
			if (before.isEmpty() == isAvailable
					&& before.map(LocationItemView::until).equals(Optional.ofNullable(request.end()))) {
				item = before.orElse(item);
			}
			else {
				this.items.save(target.tenantId(), target.locationId(), item, this.settings.itemsOutLimit());
				append(target, now, new LocationEvent.ItemChanged(target.locationId(), target.actor(), menuItemId,
						isAvailable, request.end()));
			}
			record(target, 200, item, null);
			return item;
		});
	}

	/**
	 * Returns a location.
	 * @throws LocationNotFound if the tenant has none with that id
	 */
	LocationView get(long tenantId, long id) {
		return this.locations.find(tenantId, id)
			.map((location) -> LocationView.of(location, now()))
			.orElseThrow(() -> new LocationNotFound(id));
	}

	/**
	 * Lists locations of a tenant after that id, as many as fit into a page.
	 * @param ids the locations to choose from, null for all of the tenant
	 */
	LocationListView list(long tenantId, @Nullable Collection<Long> ids, long after) {
		var page = this.locations.page(tenantId, ids, after, this.answers.page());
		var now = now();
		return new LocationListView(
				page.locations().stream().map((location) -> LocationView.of(location, now)).toList(),
				new LocationListView.Meta(page.matching() > page.locations().size()));
	}

	/**
	 * Lists the items that a location is out of.
	 * @throws LocationNotFound if the tenant has no such location
	 */
	LocationItemListView itemsOut(long tenantId, long id) {
		List<LocationItemView> items = this.items.all(tenantId, id, now());
		if (items.isEmpty()) {
			get(tenantId, id);
		}
		return new LocationItemListView(items);
	}

	private void record(LocationCommand target, int status, Object answer, @Nullable Integer version) {
		target.recorder().record(status, this.columns.write(answer).getBytes(StandardCharsets.UTF_8), version);
	}

	private StoredLocation locked(LocationCommand target) {
		return this.locations.lock(target.tenantId(), target.locationId())
			.orElseThrow(() -> new LocationNotFound(target.locationId()));
	}

	private void append(LocationCommand target, Instant now, LocationEvent event) {
		this.events.append(new Feed(target.tenantId(), target.locationId()), event.eventType(), now, event);
	}

	/** Executes a change and then drops the location from this replica's cache. */
	private <T> T inTransaction(LocationCommand target, Supplier<T> change) {
		var result = Objects.requireNonNull(this.transaction.execute((_) -> change.get()));
		this.cache.invalidate(target.tenantId(), target.locationId());
		return result;
	}

	private void requireFuture(@Nullable Instant end) {
		if (end != null && !(end.isAfter(now()) && end.isBefore(now().plus(LONGEST_PAUSE)))) {
			throw InvalidRequest.transientFault("until", "must be in the future, within a year");
		}
	}

	/** The time, as exact as it is stored and shown. */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

}
