package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The end of a feed as it grows, in memory once for all who follow it, however many and
 * however slow they are. Has no gap, and lags behind the database at most. Safe for use
 * by many threads.
 */
class FeedTail {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition moved = this.lock.newCondition();

	/** Each at its sequence modulo the length. */
	private final @Nullable SseFrame[] recent;

	private final SseFrameMemory memory;

	private final long piece;

	private long last;

	private long oldest;

	private int restarts;

	private boolean isClosed;

	/**
	 * @param last the number of the event that the first one comes after
	 * @param capacity how many are in memory at most
	 * @param memory shared with the other feeds
	 * @param piece how many bytes a reader gets at once, or one event
	 */
	FeedTail(long last, int capacity, SseFrameMemory memory, long piece) {
		this.recent = new SseFrame[capacity];
		this.memory = memory;
		this.piece = piece;
		this.last = last;
		this.oldest = last + 1;
	}

	/** The number of the last event that has come in. */
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
	 * Takes the next event, or leaves out one that it has had.
	 * @return whether that was possible; not if there are some in between
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

	/** Lets go of an event and of those before it. */
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

	/** Leaves out all up to that number, which nobody can have any more. */
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

	/** Begins anew after that number, though it had come further. */
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

	/** How often it has begun anew. */
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
	 * The events after that number, which may have to be waited for, up to a piece; none
	 * if none came in time. Nothing if the next one is not in memory any more.
	 */
	Optional<List<SseFrame>> after(long sequence, Duration patience) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			var left = patience.toNanos();
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

	/** Lets go of all who wait. */
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
