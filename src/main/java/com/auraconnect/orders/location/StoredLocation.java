package com.auraconnect.orders.location;

import java.time.Instant;

import com.auraconnect.orders.order.Availability;
import com.auraconnect.orders.order.BusinessDays;

/**
 * A location as the database has it.
 *
 * @param version increases with every visible change
 * @param businessDays include the rules of earlier business days
 * @param availability as it was set; its end may have passed
 */
record StoredLocation(long tenantId, long id, int version, LocationRules rules, BusinessDays businessDays,
		Availability availability, Instant updatedAt) {
}
