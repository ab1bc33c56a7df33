package com.auraconnect.orders.location;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A menu item that a location is out of, or is no longer out of. */
record LocationItemView(long menuItemId, boolean available, @Nullable Instant until, String changedBy,
		Instant changedAt) {
}
