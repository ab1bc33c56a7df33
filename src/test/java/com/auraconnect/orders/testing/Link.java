package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A TCP proxy to a server of this machine that can stop forwarding without closing its
 * connections, like the network to a host that has lost its power.
 */
public final class Link implements AutoCloseable {

	private final Collection<Passage> passages = new ConcurrentLinkedQueue<>();

	private final ServerSocket entrance;

	private final int server;

	private volatile boolean isSwallowing;

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

	private void accept() {
		while (!this.entrance.isClosed()) {
			try {
				var passage = new Passage(this.entrance.accept(),
						new Socket(InetAddress.getLoopbackAddress(), this.server));
				this.passages.add(passage);
				if (this.isSwallowing) {
					passage.goDead();
				}
				passage.open();
			}
			catch (IOException ex) {
				// the proxy is closed, or the server refuses the connection
			}
		}
	}

	@Override
	public void close() {
		try {
			this.entrance.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.passages.forEach(Passage::close);
	}

	private static final class Passage {

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

		private void pass(Socket from, Socket to) {
			var buffer = new byte[8192];
			try {
				for (var count = 0; count >= 0; count = from.getInputStream().read(buffer)) {
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

		void close() {
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
