package com.auraconnect.orders.events;

import java.util.List;

/**
 * Told of events that have gone out, before they count as published: each event at least
 * once, also after a crash or an outage. When it throws, it is told of the same events
 * again a little later, while further ones are published: it holds up no feed. When it
 * keeps throwing, the relay gives up the oldest, which are counted and logged.
 */
public interface PublishedEventListener {

	void published(List<FeedEvent> events);

}
