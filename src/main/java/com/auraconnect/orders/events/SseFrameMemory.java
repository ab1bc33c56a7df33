package com.auraconnect.orders.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The memory that the recent events of all followed feeds share. The events that came in
 * first give way, whichever feed they are of, so that no number of feeds and no size of
 * their events takes more. Safe for use by many threads.
 */
class SseFrameMemory {

	/** Bytes that an event takes beside its text. */
	private static final int OVERHEAD = 100;

	private final long limit;

	private final Deque<Kept> kept = new ArrayDeque<>();

	private long bytes;

	/**
	 * @param limit in bytes
	 */
	SseFrameMemory(long limit) {
		this.limit = limit;
	}

	private record Kept(FeedTail feed, SseFrame frame) {

		long size() {
			return this.frame.bytes().length + OVERHEAD;
		}

		void forget() {
			this.feed.forget(this.frame);
		}

	}

	/** Counts an event that a feed has taken in. Not to be called under a feed's lock. */
	void add(FeedTail feed, SseFrame frame) {
		makeRoom(new Kept(feed, frame)).forEach(Kept::forget);
	}

	private synchronized List<Kept> makeRoom(Kept added) {
		this.kept.add(added);
		this.bytes += added.size();
		var given = new ArrayList<Kept>();
		while (this.bytes > this.limit) {
			var oldest = this.kept.remove();
			this.bytes -= oldest.size();
			given.add(oldest);
		}
		return given;
	}

	/** How much is taken. */
	synchronized long bytes() {
		return this.bytes;
	}

}
