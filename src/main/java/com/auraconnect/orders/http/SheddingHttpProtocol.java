package com.auraconnect.orders.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
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

	/**
	 * Closes the listening socket once every connection of its queue is accepted, and
	 * goes on serving those. Tomcat itself drops the connections that it accepts while it
	 * pauses, and the operating system resets the others of the queue, though their
	 * requests may have arrived.
	 */
	void stopListening() {
		((SheddingEndpoint) getEndpoint()).stopListening();
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

		private volatile boolean isLastCall;

		private final CountDownLatch serverSocketClosed = new CountDownLatch(1);

		void stopListening() {
			this.isLastCall = true;
			try (var wakeUp = new Socket()) {
				wakeUp.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), getLocalPort()));
			}
			catch (IOException ex) {
				// another connection has woken the acceptor up
			}
		}

		/** Called by the acceptor thread. */
		@Override
		protected SocketChannel serverSocketAccept() throws Exception {
			if (!this.isLastCall) {
				return super.serverSocketAccept();
			}
			var server = (ServerSocketChannel) getServerSocket();
			if (server.isOpen()) {
				server.configureBlocking(false);
				var queued = server.accept();
				if (queued != null) {
					return queued;
				}
				server.close();
			}
			// the acceptor has nothing more to do, and closes what it gets when it stops
			this.serverSocketClosed.await();
			return SocketChannel.open();
		}

		@Override
		protected void doCloseServerSocket() throws IOException {
			super.doCloseServerSocket();
			this.serverSocketClosed.countDown();
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
