package com.auraconnect.orders.http;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.springframework.util.unit.DataSize;

/**
 * Request body with a deadline and a size limit. The server's own time-out covers a
 * single read: a client that sends a byte now and then could repeat it for hours.
 */
class BodyDeadlineStream extends ServletInputStream {

	private static final int YIELD_BYTES = 64 * 1024;

	private final ServletInputStream body;

	private final long announced;

	private final DataSize limit;

	private final BodyMemoryLimit.Share room;

	private final Duration timeout;

	private final long start = System.nanoTime();

	private long count;

	private int bytesSinceYield;

	private boolean isLost;

	/**
	 * @param announced the declared length in bytes, negative if unknown
	 */
	BodyDeadlineStream(ServletInputStream body, long announced, DataSize limit, BodyMemoryLimit.Share room,
			Duration timeout) {
		this.body = body;
		this.announced = announced;
		this.limit = limit;
		this.room = room;
		this.timeout = timeout;
	}

	/** Whether the rest of the body did not arrive, or not in time. */
	boolean isLost() {
		return this.isLost;
	}

	@Override
	public int read() {
		var one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
	}

	/**
	 * @throws BodyTooLarge if the body is larger than its limit
	 * @throws NoRoomForBody if the body is large and there is no memory left for it
	 * @throws MalformedBody if the next bytes do not arrive in time
	 */
	@Override
	public int read(byte[] buffer, int offset, int length) {
		if (this.announced > this.limit.toBytes()) {
			throw new BodyTooLarge(this.limit);
		}
		this.room.require(Math.max(this.announced, 0));
		int read = readUnlimited(buffer, offset, length);
		this.count += Math.max(read, 0);
		if (this.count > this.limit.toBytes()) {
			throw new BodyTooLarge(this.limit);
		}
		// a body of unknown length that is not small may become as large as its limit
		if (this.announced < 0 && this.room.isLarge(this.count)) {
			this.room.require(this.limit.toBytes());
		}
		return read;
	}

	/** Reads bytes to be discarded. The deadline applies, the size limit does not. */
	int readUnlimited(byte[] buffer, int offset, int length) {
		try {
			requireInTime();
			int read = this.body.read(buffer, offset, length);
			requireInTime();
			yieldAfter(read);
			return read;
		}
		catch (IOException ex) {
			this.isLost = true;
			throw new MalformedBody("The body has not arrived in full");
		}
	}

	/**
	 * Lets other requests run. A virtual thread keeps its carrier as long as each read
	 * finds bytes, so that a few fast senders of large bodies would hold up all others.
	 */
	private void yieldAfter(int read) {
		this.bytesSinceYield += Math.max(read, 0);
		if (this.bytesSinceYield >= YIELD_BYTES) {
			this.bytesSinceYield = 0;
			Thread.yield();
		}
	}

	private void requireInTime() {
		if (!isFinished() && System.nanoTime() - this.start > this.timeout.toNanos()) {
			this.isLost = true;
			throw new MalformedBody("The body has not arrived within " + this.timeout.toSeconds() + " seconds");
		}
	}

	@Override
	public boolean isFinished() {
		return this.body.isFinished();
	}

	@Override
	public boolean isReady() {
		return this.body.isReady();
	}

	@Override
	public void setReadListener(ReadListener listener) {
		this.body.setReadListener(listener);
	}

}
