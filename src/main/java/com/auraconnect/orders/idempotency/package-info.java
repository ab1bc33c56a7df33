/**
 * Idempotency of requests: the response to a request with an {@code Idempotency-Key} is
 * stored in the transaction of its work, and replayed to repetitions.
 */
@NullMarked
package com.auraconnect.orders.idempotency;

import org.jspecify.annotations.NullMarked;
