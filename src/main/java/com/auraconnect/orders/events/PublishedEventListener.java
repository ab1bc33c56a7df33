package com.auraconnect.orders.events;

import java.util.List;

/**
 * Told of events that have gone out, before they count as published: each event at least
 * once, also after a crash or an outage. What it throws has the same events published
 * again.
 */
public interface PublishedEventListener {

	void published(List<FeedEvent> events);

}
