/**
 * The way of an event from its transaction to Redis: outbox rows, gapless numbers, the
 * relay, and the leases that share the feeds among replicas.
 */
@NullMarked
package com.auraconnect.orders.outbox;

import org.jspecify.annotations.NullMarked;
