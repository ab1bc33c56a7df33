package com.auraconnect.orders.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.auraconnect.orders.events.FeedEvent;
import com.auraconnect.orders.events.PublishedEventListener;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds each message that the service of this context sends against its description. */
class PublishedMessages implements PublishedEventListener {

	private final Queue<String> faults = new ConcurrentLinkedQueue<>();

	private final ObjectMapper json;

	PublishedMessages(ObjectMapper json) {
		this.json = json;
	}

	/** Throws nothing: that would keep the events from those who wait for them. */
	@Override
	public void published(List<FeedEvent> events) {
		for (FeedEvent event : events) {
			try {
				String message = this.json.writeValueAsString(event);
				EventContract.ofFile().faults(message).forEach((fault) -> this.faults.add(message + ": " + fault));
			}
			catch (JsonProcessingException ex) {
				this.faults.add(event + ": " + ex.getMessage());
			}
		}
	}

	/**
	 * Looks whether all that were sent so far may be sent.
	 * @throws AssertionError saying what is not described
	 */
	void requireAsDescribed() {
		assertThat(this.faults).as("messages that are not as %s says", EventContract.FILE).isEmpty();
	}

}
