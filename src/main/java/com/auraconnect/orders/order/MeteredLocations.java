package com.auraconnect.orders.order;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Tags;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.tenancy.LocationKey;

/**
 * Bounds the values of the labels {@code tenant} and {@code location}: tenants and
 * locations beyond the limits of {@link MeterSettings}, in the order of their first use
 * on this replica, are counted together as {@code other}.
 */
@Component
class MeteredLocations {

	private static final String OTHER = "other";

	private final Set<Long> tenants = ConcurrentHashMap.newKeySet();

	private final Set<LocationKey> locations = ConcurrentHashMap.newKeySet();

	private final MeterSettings settings;

	MeteredLocations(MeterSettings settings) {
		this.settings = settings;
	}

	/** Returns the labels of a location. */
	Tags tags(long tenantId, long locationId) {
		if (!isWithin(this.tenants, tenantId, this.settings.tenants())) {
			return tags(OTHER, OTHER);
		}
		var isMetered = isWithin(this.locations, new LocationKey(tenantId, locationId), this.settings.locations());
		return tags(Long.toString(tenantId), isMetered ? Long.toString(locationId) : OTHER);
	}

	private static Tags tags(String tenant, String location) {
		return Tags.of("tenant", tenant, "location", location);
	}

	private static <T> boolean isWithin(Set<T> known, T value, int limit) {
		if (known.contains(value)) {
			return true;
		}
		synchronized (known) {
			return known.contains(value) || (known.size() < limit && known.add(value));
		}
	}

}
