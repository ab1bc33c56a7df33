package com.auraconnect.orders.feed;

import java.util.List;

/**
 * A page of a feed, read in one statement.
 *
 * @param messages in feed order, without a gap
 * @param oldestSequence sequence of the oldest event that is kept;
 * {@code lastSequence + 1} if none is
 * @param lastSequence sequence of the newest event, 0 before the first
 */
public record FeedPage(List<FeedMessage> messages, long oldestSequence, long lastSequence) {

	static final FeedPage NONE = new FeedPage(List.of(), 1, 0);

	public FeedPage {
		messages = List.copyOf(messages);
	}

	/** Whether events after that sequence have been deleted. */
	public boolean hasGapAfter(long sequence) {
		return sequence < this.oldestSequence - 1;
	}

	/**
	 * Returns the cursor for the next page, if this page was read after {@code sequence}.
	 */
	public long nextAfter(long sequence) {
		return this.messages.isEmpty() ? sequence : this.messages.getLast().sequence();
	}

}
