package com.auraconnect.orders.events;

import java.util.List;

/**
 * A part of a feed, as it is at one moment.
 *
 * @param messages in the feed's order, without a gap
 * @param oldestSequence the first that can still be had; one above the last when there is
 * none
 * @param lastSequence the last that there is, 0 before the first
 */
public record FeedPage(List<FeedMessage> messages, long oldestSequence, long lastSequence) {

	static final FeedPage NONE = new FeedPage(List.of(), 1, 0);

	public FeedPage {
		messages = List.copyOf(messages);
	}

	/** Whether some of what comes after that number is not kept any more. */
	public boolean hasGapAfter(long sequence) {
		return sequence < this.oldestSequence - 1;
	}

	/** Where the next page begins behind, if this one was asked for from there. */
	public long nextAfter(long sequence) {
		return this.messages.isEmpty() ? sequence : this.messages.getLast().sequence();
	}

}
