package com.auraconnect.orders.reports;

/** A location of a tenant: the unit of work, with one event feed and one set of sums. */
public record Place(long tenantId, long locationId) {
}
