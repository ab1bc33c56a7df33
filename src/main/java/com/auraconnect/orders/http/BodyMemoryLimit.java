package com.auraconnect.orders.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/**
 * Bounds the memory of large request bodies that are under way. A body waits for its
 * permits before it is read. Small bodies need none: the limit on concurrent requests
 * bounds their number.
 */
@Component
class BodyMemoryLimit {

	private static final int KILOBYTE = 1024;

	private final WebSettings settings;

	private final Semaphore single;

	private final Semaphore batch;

	BodyMemoryLimit(WebSettings settings) {
		this.settings = settings;
		this.single = new Semaphore(kilobytes(settings.largeBodies().toBytes()), true);
		this.batch = new Semaphore(kilobytes(settings.batchBodies().toBytes()), true);
	}

	/** Permits of one body, one per kilobyte. */
	final class Share implements AutoCloseable {

		private final Semaphore room;

		private int acquired;

		private Share(Semaphore room) {
			this.room = room;
		}

		/**
		 * Acquires permits until they cover this many bytes in total.
		 * @throws NoRoomForBody if the permits are not free within the configured wait
		 */
		void require(long bytes) {
			int needed = isLarge(bytes) ? kilobytes(bytes) - this.acquired : 0;
			if (needed <= 0) {
				return;
			}
			if (!tryAcquire(needed)) {
				throw new NoRoomForBody();
			}
			this.acquired += needed;
		}

		/** Whether a body of this size needs permits. */
		boolean isLarge(long bytes) {
			return bytes > BodyMemoryLimit.this.settings.smallBody().toBytes();
		}

		private boolean tryAcquire(int needed) {
			try {
				return this.room.tryAcquire(needed, BodyMemoryLimit.this.settings.roomPatience().toMillis(),
						TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

		@Override
		public void close() {
			this.room.release(this.acquired);
			this.acquired = 0;
		}

	}

	/** Returns the share of one body, without permits yet. */
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
