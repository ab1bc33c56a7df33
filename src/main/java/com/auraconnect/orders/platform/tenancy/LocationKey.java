package com.auraconnect.orders.platform.tenancy;

/**
 * Identifies a location. Ids of locations are unique within their tenant only.
 */
public record LocationKey(long tenantId, long locationId) {
}
