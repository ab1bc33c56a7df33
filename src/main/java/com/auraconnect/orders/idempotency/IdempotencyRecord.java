package com.auraconnect.orders.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The stored response to a request.
 *
 * @param fingerprint fingerprint of the request's body
 * @param status the HTTP status
 * @param body the body as it was sent
 * @param orderId the order of the response, null if it has none
 * @param version version of the order or other resource, null if it has none
 */
@SuppressWarnings("ArrayRecordComponent")
record IdempotencyRecord(byte[] fingerprint, int status, byte[] body, @Nullable Long orderId,
		@Nullable Integer version) {
}
