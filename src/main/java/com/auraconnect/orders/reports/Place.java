package com.auraconnect.orders.reports;

/** A location, whose feed of events and whose numbers are a unit of work. */
record Place(long tenantId, long locationId) {
}
