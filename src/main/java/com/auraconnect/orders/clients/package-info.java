/**
 * HTTP clients of the partner services, one for each port. Every call has timeouts,
 * retries and a circuit breaker.
 */
@NullMarked
package com.auraconnect.orders.clients;

import org.jspecify.annotations.NullMarked;
