/**
 * Events from a committed change to its subscribers: outbox, relay, feeds, Redis.
 * Delivered at least once, numbered without a gap.
 */
@NullMarked
package com.auraconnect.orders.events;

import org.jspecify.annotations.NullMarked;
