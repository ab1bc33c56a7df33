/**
 * Requests that come twice are done once: the answer to a request with an
 * {@code Idempotency-Key} is kept in the transaction of its work, and given again.
 */
@NullMarked
package com.auraconnect.orders.idempotency;

import org.jspecify.annotations.NullMarked;
