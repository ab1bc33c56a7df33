package com.auraconnect.orders.web;

import java.nio.channels.SelectionKey;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;

/**
 * Tomcat's HTTP/1.1, which takes new connections also when all are taken: it closes those
 * whose clients have been silent for longest, first of all such that have not sent a
 * whole request. Without that, a few thousand idle connections would keep all other
 * clients out. Connections whose requests are being worked on, and streams, are left
 * alone.
 */
public class SheddingHttpProtocol extends Http11NioProtocol {

	/** Made by Tomcat, by the name of the class. */
	public SheddingHttpProtocol() {
		super(new SheddingEndpoint());
	}

	private static final class SheddingEndpoint extends NioEndpoint {

		/** So many parts of all connections are closed at once. */
		private static final int PARTS = 16;

		private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

		/** Called by the only thread that accepts connections, before each. */
		@Override
		protected void countUpOrAwaitConnection() throws InterruptedException {
			int part = Math.max(1, getMaxConnections() / PARTS);
			if (getConnectionCount() >= getMaxConnections() - part) {
				shed(part);
			}
			while (isRunning() && getConnectionCount() >= getMaxConnections()) {
				LockSupport.parkNanos(PAUSE_NANOS);
				shed(part);
			}
			super.countUpOrAwaitConnection();
		}

		private void shed(int count) {
			record Silent(NioSocketWrapper connection, boolean isServed, long since) {
			}
			getConnections().stream()
				.map(NioSocketWrapper.class::cast)
				.filter((connection) -> connection.interestOpsHas(SelectionKey.OP_READ))
				.map((connection) -> new Silent(connection, isServed(connection), lastUsed(connection)))
				.sorted(Comparator.comparing(Silent::isServed).thenComparingLong(Silent::since))
				.limit(count)
				.forEach((silent) -> silent.connection().close());
		}

		/** Whether its last request was answered; a client may send the next one now. */
		private static boolean isServed(NioSocketWrapper connection) {
			return connection.getLastWrite() > connection.getLastRead();
		}

		/** An answer that took long has just been given, however old its request is. */
		private static long lastUsed(NioSocketWrapper connection) {
			return Math.max(connection.getLastRead(), connection.getLastWrite());
		}

	}

}
