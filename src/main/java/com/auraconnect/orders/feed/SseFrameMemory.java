package com.auraconnect.orders.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Bounds the memory of the recent events of all followed feeds together. The events that
 * arrived first are evicted first, whatever their feed. Thread-safe.
 */
class SseFrameMemory {

	/** Approximate bytes that an event takes beside its text. */
	private static final int OVERHEAD = 100;

	private final long limit;

	private final Deque<Entry> entries = new ArrayDeque<>();

	private long bytes;

	/**
	 * Creates an empty memory.
	 * @param limit in bytes
	 */
	SseFrameMemory(long limit) {
		this.limit = limit;
	}

	private record Entry(FeedTail feed, SseFrame frame) {

		long size() {
			return this.frame.bytes().length + OVERHEAD;
		}

		void forget() {
			this.feed.forget(this.frame);
		}

	}

	/**
	 * Counts an event that a feed has added, and evicts old ones. Must not be called
	 * under a feed's lock.
	 */
	void add(FeedTail feed, SseFrame frame) {
		makeRoom(new Entry(feed, frame)).forEach(Entry::forget);
	}

	private synchronized List<Entry> makeRoom(Entry added) {
		this.entries.add(added);
		this.bytes += added.size();
		var evicted = new ArrayList<Entry>();
		while (this.bytes > this.limit) {
			var oldest = this.entries.remove();
			this.bytes -= oldest.size();
			evicted.add(oldest);
		}
		return evicted;
	}

	/** Returns the number of bytes taken. */
	synchronized long bytes() {
		return this.bytes;
	}

}
