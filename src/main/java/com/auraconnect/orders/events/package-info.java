/**
 * From a committed change to its subscribers: outbox, relay, feeds, Redis. At least once
 * on the wire, numbered without a gap.
 */
@NullMarked
package com.auraconnect.orders.events;

import org.jspecify.annotations.NullMarked;
