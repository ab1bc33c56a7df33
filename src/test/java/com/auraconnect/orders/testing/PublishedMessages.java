package com.auraconnect.orders.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.auraconnect.orders.outbox.FeedEvent;
import com.auraconnect.orders.outbox.PublishedEventListener;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Validates each message that the service of this context sends. */
class PublishedMessages implements PublishedEventListener {

	private final Queue<String> faults = new ConcurrentLinkedQueue<>();

	private final ObjectMapper json;

	PublishedMessages(ObjectMapper json) {
		this.json = json;
	}

	/** Throws nothing, because an exception would delay the events of the service. */
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
	 * Checks that all messages so far are as described.
	 * @throws AssertionError naming the differences from the description
	 */
	void requireAsDescribed() {
		assertThat(this.faults).as("messages that are not as %s says", EventContract.FILE).isEmpty();
	}

}
