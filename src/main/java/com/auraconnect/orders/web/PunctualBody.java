package com.auraconnect.orders.web;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

/**
 * A body that has to arrive in time. The server's own time-out is for one read, which a
 * client that sends a byte now and then can repeat for hours.
 */
class PunctualBody extends ServletInputStream {

	private final ServletInputStream body;

	private final Duration patience;

	private final long start = System.nanoTime();

	private boolean isLost;

	PunctualBody(ServletInputStream body, Duration patience) {
		this.body = body;
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
	 * @throws MalformedBody if the next bytes don't come, or come too late
	 */
	@Override
	public int read(byte[] buffer, int offset, int length) {
		try {
			requireInTime();
			int count = this.body.read(buffer, offset, length);
			requireInTime();
			return count;
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
