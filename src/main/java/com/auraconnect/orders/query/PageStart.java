package com.auraconnect.orders.query;

import java.time.Instant;

/**
 * The last order of a page; the next page has what comes after it, whatever has been
 * added in front meanwhile.
 *
 * @param time when it was created or updated, whichever the list goes by, to the
 * microsecond as it is stored
 */
public record PageStart(Instant time, long id) {
}
