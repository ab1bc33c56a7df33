package com.auraconnect.orders.delivery;

/**
 * How far a consumer has come with one feed.
 *
 * @param sequence the last event that it has had, 0 before the first
 */
record FeedCursor(String consumer, long tenantId, long locationId, long sequence) {

	FeedCursor at(long later) {
		return new FeedCursor(this.consumer, this.tenantId, this.locationId, later);
	}

}
