package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/**
 * One version of an order as the API returns it, with the fields that access checks need.
 *
 * @param json the body of {@code GET /orders/{id}}, UTF-8; must not be modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record OrderDocument(long id, long tenantId, long locationId, @Nullable Long customerId, int version,
		byte[] json) {
}
