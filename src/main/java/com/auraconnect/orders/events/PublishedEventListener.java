package com.auraconnect.orders.events;

import java.util.List;

/**
 * Told of events that have gone out, before they count as published: each event at least
 * once, also after a crash or an outage. When it throws, it is told of the same events
 * again, and nothing else is published until then.
 */
public interface PublishedEventListener {

	void published(List<FeedEvent> events);

}
