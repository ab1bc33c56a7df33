package com.auraconnect.orders.check;

/**
 * One version of a check as the API returns it, with its orders.
 *
 * @param isAsOfVersion whether none of its orders has changed since the version was made
 * @param json UTF-8; must not be modified
 */
@SuppressWarnings("ArrayRecordComponent")
record CheckDocument(long id, long locationId, int version, boolean isAsOfVersion, byte[] json) {
}
