package com.auraconnect.orders.delivery;

/**
 * Cursor of a consumer in one feed.
 *
 * @param sequence last event that the consumer has received, 0 before the first
 */
record FeedCursor(String consumer, long tenantId, long locationId, long sequence) {

	FeedCursor at(long later) {
		return new FeedCursor(this.consumer, this.tenantId, this.locationId, later);
	}

}
