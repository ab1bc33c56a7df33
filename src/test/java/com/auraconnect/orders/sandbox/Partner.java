package com.auraconnect.orders.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * One partner service: a fixed port, a {@link Mode} and a log of its calls. Safe for use
 * by many threads.
 */
public final class Partner implements AutoCloseable {

	/** Default delay of a slow partner's answers. */
	public static final Duration DEFAULT_LATENCY = Duration.ofSeconds(1);

	static {
		// Without it every answer on a kept connection waits 40 ms for a delayed ACK.
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private static final int BACKLOG = 1024;

	private final String name;

	private final PartnerService service;

	private final CallLog log = new CallLog();

	private final InetSocketAddress address;

	private volatile Setting setting = new Setting(Mode.UP, DEFAULT_LATENCY);

	private volatile @Nullable OddAnswer oddAnswer;

	private @Nullable HttpServer server;

	private @Nullable Socket reservation;

	/**
	 * Listens at once.
	 * @param address port 0 is a free one
	 */
	Partner(String name, PartnerService service, InetSocketAddress address) {
		this.name = name;
		this.service = service;
		this.server = listen(address);
		this.address = this.server.getAddress();
	}

	/** The name in the contract: menu, inventory, payment, ... */
	public String name() {
		return this.name;
	}

	/** The partner's address on this machine, without a path. */
	public URI url() {
		return URI.create("http://127.0.0.1:" + this.address.getPort());
	}

	public Mode mode() {
		return this.setting.mode();
	}

	/** The delay of slow answers; of no effect in the other modes. */
	public Duration latency() {
		return this.setting.latency();
	}

	/** Changes the mode, with {@link #DEFAULT_LATENCY}. */
	public void mode(Mode mode) {
		mode(mode, DEFAULT_LATENCY);
	}

	/**
	 * Changes the mode. When it returns, no new call gets the old one; hanging calls are
	 * dropped and delayed answers are sent.
	 * @param latency the delay of slow answers; of no effect in the other modes
	 */
	public synchronized void mode(Mode mode, Duration latency) {
		if (latency.isNegative()) {
			throw new IllegalArgumentException("latency must not be negative");
		}
		Setting replaced = this.setting;
		this.setting = new Setting(mode, latency);
		replaced.over().countDown();
		if (mode == Mode.DOWN) {
			refuseConnections();
		}
		else {
			acceptConnections();
		}
	}

	/**
	 * Replaces the answers to calls of that path, after the work is done, until
	 * {@link #speakPlainly()}.
	 */
	public void answerOddly(String path, int status, String json) {
		this.oddAnswer = new OddAnswer(path, new Reply(status, json.getBytes(StandardCharsets.UTF_8)));
	}

	/** Ends {@link #answerOddly}. */
	public void speakPlainly() {
		this.oddAnswer = null;
	}

	/** The latest calls, oldest first; the log has a limited size. */
	public List<RecordedCall> calls() {
		return this.log.calls();
	}

	public void clearCalls() {
		this.log.clear();
	}

	/** Stops listening permanently. */
	@Override
	public synchronized void close() {
		mode(Mode.DOWN);
		releasePort();
	}

	private void refuseConnections() {
		if (this.server != null) {
			this.server.stop(0);
			this.server = null;
			reservePort();
		}
	}

	private void acceptConnections() {
		if (this.server == null) {
			releasePort();
			this.server = listen(this.address);
		}
	}

	/**
	 * A socket that is bound but not listening refuses connections and keeps the port
	 * from others.
	 */
	private void reservePort() {
		try {
			this.reservation = new Socket();
			this.reservation.setReuseAddress(true);
			this.reservation.bind(this.address);
		}
		catch (IOException ex) {
			releasePort();
		}
	}

	private void releasePort() {
		Socket reserved = this.reservation;
		this.reservation = null;
		if (reserved == null) {
			return;
		}
		try {
			reserved.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private HttpServer listen(InetSocketAddress address) {
		try {
			HttpServer listening = HttpServer.create(address, BACKLOG);
			listening.createContext("/", this::handle);
			listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			listening.start();
			return listening;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The sandbox's " + this.name + " cannot listen on " + address, ex);
		}
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			Call call = Call.read(exchange);
			Setting current = this.setting;
			@Nullable Reply reply = switch (current.mode()) {
				case UP, SLOW, CUT -> work(call);
				case ERROR -> Reply.refusal(500, "sandbox_error");
				case HANG, DOWN -> null;
			};
			this.log.add(call.answeredWith((reply != null) ? reply.status() : 0));
			current.linger();
			if (reply != null && current.mode() != Mode.CUT) {
				send(exchange, reply);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Reply work(Call call) {
		try {
			var plain = this.service.answer(call);
			var odd = this.oddAnswer;
			return (odd != null && odd.path().equals(call.path())) ? odd.reply() : plain;
		}
		catch (MalformedCall ex) {
			return Reply.of(400, new Fault("malformed_request", String.valueOf(ex.getMessage())));
		}
	}

	private static void send(HttpExchange exchange, Reply reply) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(reply.status(), (reply.body().length != 0) ? reply.body().length : -1);
		exchange.getResponseBody().write(reply.body());
	}

	private record OddAnswer(String path, Reply reply) {
	}

	private record Fault(String code, String message) {
	}

	/** A mode and the signal that it has ended. */
	private record Setting(Mode mode, Duration latency, CountDownLatch over) {

		Setting(Mode mode, Duration latency) {
			this(mode, latency, new CountDownLatch(1));
		}

		/** Waits for the latency of the mode, or until the mode ends. */
		void linger() throws InterruptedException {
			switch (this.mode) {
				case SLOW -> this.over.await(this.latency.toMillis(), TimeUnit.MILLISECONDS);
				case HANG -> this.over.await();
				default -> {
				}
			}
		}

	}

}
