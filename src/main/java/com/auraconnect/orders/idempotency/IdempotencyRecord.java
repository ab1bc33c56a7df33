package com.auraconnect.orders.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The answer that a request got.
 *
 * @param fingerprint of the request's body
 * @param status the HTTP status
 * @param body as it was sent
 * @param orderId the order that it is about, null when it is about none
 * @param version that order's version, null when it is about none
 */
@SuppressWarnings("ArrayRecordComponent")
record IdempotencyRecord(byte[] fingerprint, int status, byte[] body, @Nullable Long orderId, @Nullable Integer version) {
}
