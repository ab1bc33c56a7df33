package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy to a server of this machine. It can stop forwarding without closing its
 * connections, like the network to a host that has lost its power; and refuse, reset or
 * delay.
 */
public final class Link implements AutoCloseable {

	private final Collection<Passage> passages = new ConcurrentLinkedQueue<>();

	private final ServerSocket entrance;

	private final int server;

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile boolean isSwallowing;

	private volatile boolean isRefusing;

	private volatile Duration delay = Duration.ZERO;

	/**
	 * @param server its port
	 */
	public Link(int server) {
		this.server = server;
		try {
			this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.startVirtualThread(this::accept);
	}

	/** The port that clients connect to. */
	public int port() {
		return this.entrance.getLocalPort();
	}

	/** Stops forwarding on the open connections; later ones work. */
	public void goDead() {
		this.passages.forEach(Passage::goDead);
	}

	/** Sets whether new connections forward nothing from the beginning. */
	public void swallow(boolean all) {
		this.isSwallowing = all;
	}

	/**
	 * Sets whether new connections are reset at once; those that are open stay open.
	 */
	public void refuse(boolean all) {
		this.isRefusing = all;
	}

	/** Resets the open connections; later ones work. */
	public void reset() {
		this.passages.forEach(Passage::reset);
	}

	/** Resets the connections that have gone dead, as a network does that is back. */
	public void resetDead() {
		this.passages.stream().filter(Passage::isDead).forEach(Passage::reset);
	}

	/** Sets how long each piece of data is held back, in both directions. */
	public void delay(Duration time) {
		this.delay = time;
	}

	private void accept() {
		while (!this.entrance.isClosed()) {
			try {
				connect(this.entrance.accept());
			}
			catch (IOException ex) {
				// the proxy is closed
			}
		}
	}

	/** A client whose server refuses the connection is refused, too. */
	private void connect(Socket client) {
		try {
			if (this.isRefusing) {
				reset(client);
				return;
			}
			var passage = new Passage(client, new Socket(InetAddress.getLoopbackAddress(), this.server));
			this.passages.add(passage);
			if (this.isSwallowing) {
				passage.goDead();
			}
			passage.open();
		}
		catch (IOException ex) {
			reset(client);
		}
	}

	/** Closes a connection by RST. */
	private static void reset(Socket end) {
		try (end) {
			end.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			// closed already
		}
	}

	private void holdBack() {
		try {
			this.closed.await(this.delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		try {
			this.entrance.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.passages.forEach(Passage::close);
	}

	private final class Passage {

		private final Socket client;

		private final Socket server;

		private volatile boolean isDead;

		Passage(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void open() {
			Thread.startVirtualThread(() -> pass(this.client, this.server));
			Thread.startVirtualThread(() -> pass(this.server, this.client));
		}

		void goDead() {
			this.isDead = true;
		}

		boolean isDead() {
			return this.isDead;
		}

		private void pass(Socket from, Socket to) {
			var buffer = new byte[8192];
			try {
				for (var count = 0; count >= 0; count = from.getInputStream().read(buffer)) {
					Link.this.holdBack();
					if (!this.isDead) {
						to.getOutputStream().write(buffer, 0, count);
					}
				}
			}
			catch (IOException ex) {
				// one side has closed the connection
			}
			if (!this.isDead) {
				close();
			}
		}

		void reset() {
			Link.reset(this.client);
			Link.reset(this.server);
			Link.this.passages.remove(this);
		}

		void close() {
			Link.this.passages.remove(this);
			for (var end : new Socket[] { this.client, this.server }) {
				try {
					end.close();
				}
				catch (IOException ex) {
					// closed already
				}
			}
		}

	}

}
