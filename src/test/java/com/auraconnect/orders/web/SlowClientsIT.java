package com.auraconnect.orders.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ProductionJvm;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Slow and idle clients do not block others, and their connections are closed. The
 * service runs as a process with the memory of production. A body has two seconds here,
 * and each part of a request three.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SlowClientsIT {

	private static final Logger log = LoggerFactory.getLogger(SlowClientsIT.class);

	/** More than the limit on concurrent requests. */
	private static final int BEYOND_LIMIT = 300;

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final ServiceProcess service = ServiceProcess.start(environment(), ProductionJvm.options());

	private final ServiceClient client = new ServiceClient(this.service.url(), this.site.sandbox().tokens()).admin(1);

	private final String token = this.site.sandbox().tokens().token(TokenRequest.admin(1));

	private final int port = this.service.url().getPort();

	private Map<String, String> environment() {
		var environment = new HashMap<>(this.site.environment());
		environment.put("orders.web.body-patience", "2s");
		environment.put("server.tomcat.connection-timeout", "3s");
		return environment;
	}

	@AfterAll
	void close() {
		this.service.close();
	}

	/**
	 * Without a valid token the request is rejected before its body is read. With a key,
	 * the idempotency filter reads it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Authorization: Bearer %s", "Authorization: Bearer %s\r\nIdempotency-Key: slow", "X: %s" })
	void aBodyThatDripsIsAnsweredAndItsConnectionClosed(String headers) throws IOException {
		try (var socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(20_000);
			send(socket, head(headers.formatted(this.token)));
			var answer = new StringBuilder();
			await().until(() -> isClosed(socket, answer));

			assertThat(answer.toString()).startsWith(headers.startsWith("X") ? "HTTP/1.1 401" : "HTTP/1.1 400");
			if (!headers.startsWith("X")) {
				assertThat(answer.toString()).contains("MALFORMED_REQUEST", "has not arrived within 2 seconds");
			}
		}
	}

	@Test
	void twoHundredDrippingBodiesBlockNoOtherClient() throws IOException {
		try (var crowd = new Crowd()) {
			for (int i = 0; i < 200; i++) {
				send(crowd.join(), head("Authorization: Bearer " + this.token));
			}
			assertThatOthersAreServed("200 dripping bodies");
			crowd.drip();
			assertThatOthersAreServed("200 dripping bodies");
		}
	}

	/**
	 * The rejections end when the bodies have timed out. On a busy machine the first ones
	 * do so before the last one is read: they begin at the same time, and others follow.
	 */
	@Test
	void requestsBeyondTheLimitAreRejectedAndProbesAreAnswered() throws IOException {
		try (var crowd = new Crowd()) {
			var head = head("Authorization: Bearer " + this.token);
			for (int i = 0; i < BEYOND_LIMIT; i++) {
				crowd.join();
			}
			crowd.send(head);
			var refused = await().pollInterval(Duration.ofMillis(10)).until(() -> {
				send(crowd.join(), head);
				return this.client.get("/api/v1/orders");
			}, (answer) -> answer.status() == 503);
			assertThatProblem(refused).is(503, "SERVICE_UNAVAILABLE").hasRetryAfter();
			for (var probe : List.of("/health", "/actuator/health/liveness", "/actuator/health/readiness",
					"/actuator/prometheus")) {
				assertThat(this.client.get(probe).status()).as(probe).isEqualTo(200);
			}
			await().until(() -> this.client.get("/api/v1/orders").status() == 200);
			crowd.awaitClosed();
		}
	}

	@Test
	void twoHundredDrippingHeadsBlockNoOtherClient() throws IOException {
		try (var crowd = new Crowd()) {
			for (int i = 0; i < 200; i++) {
				send(crowd.join(), "GET /api/v1/orders HTTP/1.1\r\nX-Slow: ");
			}
			crowd.drip();
			assertThatOthersAreServed("200 dripping heads");
		}
	}

	@Test
	void fiveThousandIdleConnectionsBlockNoOtherClient() throws IOException {
		List<SocketChannel> idle = new ArrayList<>();
		try {
			for (int i = 0; i < 5000; i++) {
				idle.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", this.port)));
			}
			assertThatOthersAreServed("5000 idle connections");
		}
		finally {
			for (var connection : idle) {
				connection.close();
			}
		}
	}

	private void assertThatOthersAreServed(String meanwhile) {
		long start = System.nanoTime();
		IntStream.range(0, 50).forEach((_) -> {
			assertThat(this.client.get("/health").status()).isEqualTo(200);
			assertThat(this.client.post("/api/v1/orders/calculate", OrderBody.burgerAt(2)).status()).isEqualTo(200);
		});
		log.info("beside {}: 100 requests in {} ms", meanwhile, (System.nanoTime() - start) / 1_000_000);
	}

	private static String head(String headers) {
		return "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
				+ "\r\nContent-Length: 10000\r\n\r\n{";
	}

	/** Sends one more byte and appends the response so far. */
	private static boolean isClosed(Socket socket, StringBuilder answer) {
		try {
			while (socket.getInputStream().available() > 0) {
				answer.append((char) socket.getInputStream().read());
			}
			send(socket, " ");
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		socket.getOutputStream().flush();
	}

	/** Connections of one attacker. */
	private final class Crowd implements AutoCloseable {

		private final List<Socket> sockets = new ArrayList<>();

		Socket join() throws IOException {
			var socket = new Socket("127.0.0.1", SlowClientsIT.this.port);
			this.sockets.add(socket);
			return socket;
		}

		/** Waits until the server has closed all connections. */
		void awaitClosed() throws IOException {
			for (var socket : this.sockets) {
				socket.setSoTimeout(20_000);
				try {
					socket.getInputStream().readAllBytes();
				}
				catch (SocketException ex) {
					log.debug("connection closed", ex);
				}
			}
		}

		/** Sends one byte on every connection that is still open. */
		void drip() {
			send("x");
		}

		/** Sends the text on every connection that is still open. */
		void send(String text) {
			for (var socket : this.sockets) {
				try {
					SlowClientsIT.send(socket, text);
				}
				catch (IOException ex) {
					log.debug("connection closed", ex);
				}
			}
		}

		@Override
		public void close() {
			this.sockets.forEach((socket) -> {
				try {
					socket.close();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}

	}

}
