package com.auraconnect.orders.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The most recent events of a feed, in memory once for all its subscribers, however many
 * and however slow. Has no gaps and may lag behind the database. Thread-safe.
 */
class FeedTail {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition moved = this.lock.newCondition();

	/** Ring buffer: an event's slot is its sequence modulo the length. */
	private final @Nullable SseFrame[] recent;

	private final SseFrameMemory memory;

	private final long piece;

	private long last;

	private long oldest;

	private int restarts;

	private boolean isClosed;

	/**
	 * Creates an empty tail.
	 * @param last sequence after which the tail begins
	 * @param capacity maximum number of events in memory
	 * @param memory shared with the tails of other feeds
	 * @param piece maximum number of bytes that a subscriber gets at once; one event may
	 * be larger
	 */
	FeedTail(long last, int capacity, SseFrameMemory memory, long piece) {
		this.recent = new SseFrame[capacity];
		this.memory = memory;
		this.piece = piece;
		this.last = last;
		this.oldest = last + 1;
	}

	/** Returns the sequence of the last event. */
	long last() {
		this.lock.lock();
		try {
			return this.last;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Appends the next event; an event that it already has is ignored.
	 * @return false if events in between are missing
	 */
	boolean append(SseFrame frame) {
		this.lock.lock();
		try {
			if (frame.sequence() != this.last + 1) {
				return frame.sequence() <= this.last;
			}
			this.last = frame.sequence();
			this.recent[slot(this.last)] = frame;
			this.oldest = Math.max(this.oldest, this.last - this.recent.length + 1);
			this.moved.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		this.memory.add(this, frame);
		return true;
	}

	/** Evicts an event and all before it. */
	void forget(SseFrame frame) {
		this.lock.lock();
		try {
			if (this.recent[slot(frame.sequence())] == frame) {
				this.recent[slot(frame.sequence())] = null;
				this.oldest = Math.max(this.oldest, frame.sequence() + 1);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Skips to that sequence, because the events up to it have been deleted from the
	 * database.
	 */
	void skipTo(long sequence) {
		this.lock.lock();
		try {
			if (sequence > this.last) {
				this.last = sequence;
				this.oldest = sequence + 1;
				this.moved.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Restarts after that sequence, although the tail was further: the database was
	 * restored to an earlier time.
	 */
	void restart(long sequence) {
		this.lock.lock();
		try {
			this.last = sequence;
			this.oldest = sequence + 1;
			Arrays.fill(this.recent, null);
			this.restarts++;
			this.moved.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Returns how often the tail was restarted. */
	int restarts() {
		this.lock.lock();
		try {
			return this.restarts;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns up to a piece of events after that sequence, and waits for them up to
	 * {@code timeout}; an empty list if none arrives in time.
	 * @return empty if the next event has been evicted from memory
	 */
	Optional<List<SseFrame>> after(long sequence, Duration timeout) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			var left = timeout.toNanos();
			while (this.last <= sequence && left > 0 && !this.isClosed) {
				left = this.moved.awaitNanos(left);
			}
			return (this.last <= sequence || sequence >= this.oldest - 1) ? Optional.of(inMemoryAfter(sequence))
					: Optional.empty();
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<SseFrame> inMemoryAfter(long sequence) {
		var frames = new ArrayList<SseFrame>();
		var bytes = 0L;
		for (var next = Math.min(sequence, this.last) + 1; next <= this.last; next++) {
			var frame = this.recent[slot(next)];
			if (frame != null) {
				bytes += frame.bytes().length;
				if (bytes > this.piece && !frames.isEmpty()) {
					break;
				}
				frames.add(frame);
			}
		}
		return frames;
	}

	/** Wakes all waiting subscribers. */
	void close() {
		this.lock.lock();
		try {
			this.isClosed = true;
			this.moved.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private int slot(long sequence) {
		return (int) (sequence % this.recent.length);
	}

}
