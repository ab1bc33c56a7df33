package com.auraconnect.orders.outbox;

import java.util.List;

/**
 * Receives events after Redis has acknowledged them and before they count as published.
 * Each event arrives at least once, also after a crash or an outage. When the listener
 * throws, the same events are passed again after a pause. Meanwhile the relay publishes
 * further events: a listener holds up no feed. When it keeps throwing, the relay drops
 * the oldest events, which are counted and logged.
 */
public interface PublishedEventListener {

	void published(List<FeedEvent> events);

}
