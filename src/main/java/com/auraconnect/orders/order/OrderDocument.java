package com.auraconnect.orders.order;

import org.jspecify.annotations.Nullable;

/**
 * One version of an order as clients see it, ready to be sent, with what it takes to
 * decide who may see it.
 *
 * @param json the body of {@code GET /orders/{id}}, UTF-8; never changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent")
public record OrderDocument(long id, long tenantId, long locationId, @Nullable Long customerId, int version,
		byte[] json) {
}
