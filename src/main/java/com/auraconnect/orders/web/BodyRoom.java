package com.auraconnect.orders.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/**
 * The room that large bodies have together, while their requests are under way. A body
 * waits for its room before it is read. Small ones need none: there are no more of them
 * than requests under way.
 */
@Component
class BodyRoom {

	private static final int KILOBYTE = 1024;

	private final WebSettings settings;

	private final Semaphore single;

	private final Semaphore batch;

	BodyRoom(WebSettings settings) {
		this.settings = settings;
		this.single = new Semaphore(kilobytes(settings.largeBodies().toBytes()), true);
		this.batch = new Semaphore(kilobytes(settings.batchBodies().toBytes()), true);
	}

	/** Room that one body has taken. */
	final class Share implements AutoCloseable {

		private final Semaphore room;

		private int taken;

		private Share(Semaphore room) {
			this.room = room;
		}

		/**
		 * Sees to it that there is room for so many bytes in all.
		 * @throws NoRoomForBody if there has been none for some time
		 */
		void require(long bytes) {
			int needed = isLarge(bytes) ? kilobytes(bytes) - this.taken : 0;
			if (needed <= 0) {
				return;
			}
			if (!isTaken(needed)) {
				throw new NoRoomForBody();
			}
			this.taken += needed;
		}

		/** Whether so many bytes need room. */
		boolean isLarge(long bytes) {
			return bytes > BodyRoom.this.settings.smallBody().toBytes();
		}

		private boolean isTaken(int needed) {
			try {
				return this.room.tryAcquire(needed, BodyRoom.this.settings.roomPatience().toMillis(),
						TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

		@Override
		public void close() {
			this.room.release(this.taken);
			this.taken = 0;
		}

	}

	/** For one body, which has none of it yet. */
	Share share(BodySize size) {
		return new Share(switch (size) {
			case SINGLE -> this.single;
			case BATCH -> this.batch;
		});
	}

	private static int kilobytes(long bytes) {
		return Math.toIntExact((bytes + KILOBYTE - 1) / KILOBYTE);
	}

}
