package com.auraconnect.orders.http;

import java.nio.channels.SelectionKey;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;

/**
 * HTTP/1.1 protocol that accepts new connections at the connection limit. It closes the
 * connections that have been silent for longest, first those that have not sent a whole
 * request. Otherwise a few thousand idle connections would lock out all other clients.
 * Streams and connections whose requests are in progress are left alone.
 */
public class SheddingHttpProtocol extends Http11NioProtocol {

	/** Called by Tomcat, which knows the class by name. */
	public SheddingHttpProtocol() {
		super(new SheddingEndpoint());
	}

	private static final class SheddingEndpoint extends NioEndpoint {

		/** Divisor for the share of all connections that is closed at a time. */
		private static final int PARTS = 16;

		private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

		/** Called by the acceptor thread before each connection. */
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

		/**
		 * Whether the last request was answered, so that the client may send the next
		 * one.
		 */
		private static boolean isServed(NioSocketWrapper connection) {
			return connection.getLastWrite() > connection.getLastRead();
		}

		/**
		 * Returns the later of the last read and write. A slow response may just have
		 * been completed, however old its request is.
		 */
		private static long lastUsed(NioSocketWrapper connection) {
			return Math.max(connection.getLastRead(), connection.getLastWrite());
		}

	}

}
