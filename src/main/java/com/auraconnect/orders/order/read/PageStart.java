package com.auraconnect.orders.order.read;

import java.time.Instant;

/**
 * Keyset of a page: the last order of the page before it. Orders added ahead of it do not
 * matter.
 *
 * @param time its creation or update time, whichever the list is sorted by, to the
 * microsecond as stored
 */
public record PageStart(Instant time, long id) {
}
