package com.auraconnect.orders.web;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.springframework.util.unit.DataSize;

/**
 * A body that has to arrive in time, and is counted as it arrives. The server's own
 * time-out is for one read, which a client that sends a byte now and then can repeat for
 * hours. No reader gets more of it than its endpoint takes.
 */
class BodyDeadlineStream extends ServletInputStream {

	private final ServletInputStream body;

	private final long announced;

	private final DataSize limit;

	private final BodyRoom.Share room;

	private final Duration patience;

	private final long start = System.nanoTime();

	private long count;

	private boolean isLost;

	/**
	 * @param announced its length, negative when that is not known
	 */
	BodyDeadlineStream(ServletInputStream body, long announced, DataSize limit, BodyRoom.Share room, Duration patience) {
		this.body = body;
		this.announced = announced;
		this.limit = limit;
		this.room = room;
		this.patience = patience;
	}

	/** Whether the rest of it will not come, or not in time. */
	boolean isLost() {
		return this.isLost;
	}

	@Override
	public int read() {
		var one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
	}

	/**
	 * @throws BodyTooLarge if it is larger than its limit
	 * @throws NoRoomForBody if it is large, and too many others are
	 * @throws MalformedBody if the next bytes don't come, or come too late
	 */
	@Override
	public int read(byte[] buffer, int offset, int length) {
		if (this.announced > this.limit.toBytes()) {
			throw new BodyTooLarge(this.limit);
		}
		this.room.require(Math.max(this.announced, 0));
		int read = readOn(buffer, offset, length);
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

	/** The same for bytes that are not kept, however many they are. */
	int readOn(byte[] buffer, int offset, int length) {
		try {
			requireInTime();
			int read = this.body.read(buffer, offset, length);
			requireInTime();
			return read;
		}
		catch (IOException ex) {
			this.isLost = true;
			throw new MalformedBody("The body has not arrived in full");
		}
	}

	private void requireInTime() {
		if (!isFinished() && System.nanoTime() - this.start > this.patience.toNanos()) {
			this.isLost = true;
			throw new MalformedBody("The body has not arrived within " + this.patience.toSeconds() + " seconds");
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
