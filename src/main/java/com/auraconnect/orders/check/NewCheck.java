package com.auraconnect.orders.check;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Request for a new check.
 *
 * @param orderIds the orders that it begins with, each once; possibly none
 */
record NewCheck(long locationId, @Nullable String tableNumber, @Nullable String name, @Nullable Integer guestCount,
		List<Long> orderIds) {
}
