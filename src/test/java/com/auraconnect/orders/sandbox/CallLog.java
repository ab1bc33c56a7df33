package com.auraconnect.orders.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest calls of one partner, oldest first. Safe for use by many threads. */
final class CallLog {

	/**
	 * A body is a kilobyte or so: six full logs stay far below the heap of a local run.
	 */
	static final int CAPACITY = 20_000;

	private final Deque<RecordedCall> calls = new ArrayDeque<>();

	synchronized void add(RecordedCall call) {
		if (this.calls.size() == CAPACITY) {
			this.calls.removeFirst();
		}
		this.calls.addLast(call);
	}

	synchronized List<RecordedCall> calls() {
		return List.copyOf(this.calls);
	}

	synchronized void clear() {
		this.calls.clear();
	}

}
