package com.auraconnect.orders.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A misbehaving HTTP server. It records the head of each request. */
final class OddServer implements AutoCloseable {

	private final ServerSocket listening;

	private final List<Socket> connections = new CopyOnWriteArrayList<>();

	private final List<String> heads = new CopyOnWriteArrayList<>();

	private final AtomicInteger dropped = new AtomicInteger();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final String answer;

	private final boolean drips;

	private OddServer(String answer, boolean drips) {
		this.answer = answer;
		this.drips = drips;
		try {
			this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(this::accept);
	}

	/**
	 * A server that sends its response byte by byte, one every tenth of a second, until
	 * the client hangs up.
	 */
	static OddServer dripping() {
		return new OddServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{",
				true);
	}

	/** A server that gives the same response to every request. */
	static OddServer answering(int status, String body) {
		return new OddServer("HTTP/1.1 %d Odd\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
			.formatted(status, body.getBytes(StandardCharsets.UTF_8).length, body), false);
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.listening.getLocalPort());
	}

	/** Heads of the requests received. */
	List<String> heads() {
		return List.copyOf(this.heads);
	}

	/** Number of connections that clients have closed. */
	int dropped() {
		return this.dropped.get();
	}

	@Override
	public void close() throws IOException {
		this.clock.shutdownNow();
		this.listening.close();
		for (var connection : this.connections) {
			connection.close();
		}
	}

	private void accept() {
		try {
			while (true) {
				var connection = this.listening.accept();
				this.connections.add(connection);
				Thread.ofVirtual().start(() -> serve(connection));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket connection) {
		try {
			for (var head = head(connection); !head.isEmpty(); head = head(connection)) {
				this.heads.add(head);
				connection.getOutputStream().write(this.answer.getBytes(StandardCharsets.UTF_8));
				if (this.drips) {
					this.clock.scheduleAtFixedRate(() -> drip(connection), 100, 100, TimeUnit.MILLISECONDS);
				}
			}
		}
		catch (IOException ex) {
			// the client has hung up
		}
	}

	/**
	 * Reads the request with its body; returns an empty head at the end of the
	 * connection.
	 */
	private static String head(Socket connection) throws IOException {
		var head = until("\r\n\r\n", connection);
		if (head.contains("chunked")) {
			until("0\r\n\r\n", connection);
		}
		return head;
	}

	private static String until(String end, Socket connection) throws IOException {
		var text = new StringBuilder();
		while (text.indexOf(end) < 0) {
			int next = connection.getInputStream().read();
			if (next < 0) {
				return "";
			}
			text.append((char) next);
		}
		return text.toString();
	}

	private void drip(Socket connection) {
		try {
			connection.getOutputStream().write(' ');
		}
		catch (IOException ex) {
			this.dropped.incrementAndGet();
			throw new UncheckedIOException(ex);
		}
	}

}
