package com.auraconnect.orders.idempotency;

/**
 * What a request is recognised by.
 *
 * @param caller the subject of the token: keys of different callers have nothing to do
 * with each other
 * @param path where the request went
 * @param key the {@code Idempotency-Key}
 */
public record RequestKey(long tenantId, String caller, String path, String key) {
}
