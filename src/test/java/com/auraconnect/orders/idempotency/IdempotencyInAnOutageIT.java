package com.auraconnect.orders.idempotency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Leaves the key free when an outage made the request fail. */
@OutageTest
class IdempotencyInAnOutageIT {

	private static final OrderBody BURGER = OrderBody.burgerAt(2).with("table_number", "outage");

	private final ServiceClient staff;

	private final TestEnvironmentControls controls;

	private final Partner menu;

	private final JdbcClient database;

	private final int port;

	IdempotencyInAnOutageIT(ServiceClient client, TestEnvironmentControls controls, TestEnvironment site,
			Environment environment) {
		this.port = environment.getRequiredProperty("local.server.port", Integer.class);
		this.staff = client.staff(1, 2L);
		this.controls = controls;
		this.menu = controls.sandbox().partner("menu");
		this.database = site.database();
	}

	@BeforeEach
	@AfterEach
	void restorePartners() {
		this.controls.restore();
	}

	@Test
	void aCreateThatFailedForTheMenuSucceedsOnceTheMenuIsBack() {
		ServiceClient keyed = this.staff.withKey(UUID.randomUUID().toString());
		this.menu.mode(Mode.DOWN);
		Answer refused = keyed.post("/api/v1/orders", BURGER);
		this.menu.mode(Mode.UP);
		Answer taken = keyed.post("/api/v1/orders", BURGER);
		Answer repeated = keyed.post("/api/v1/orders", BURGER);

		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.text("/code")).isEqualTo("MENU_UNAVAILABLE");
		assertThat(refused.header("Retry-After")).isPresent();
		assertThat(taken.status()).as(taken::toString).isEqualTo(201);
		assertThat(taken.isReplay()).isFalse();
		assertThat(repeated.body()).isEqualTo(taken.body());
		assertThat(orders("outage")).isEqualTo(1);
	}

	/**
	 * The orders of a batch have keys of their own; this test is about the batch's key.
	 */
	@Test
	void theKeyOfABatchDoesNotReplayAnOutage() {
		ServiceClient keyed = this.staff.withKey(UUID.randomUUID().toString());
		var batch = Map.of("orders",
				List.of(BURGER.with("table_number", "batch").with("idempotency_key", UUID.randomUUID().toString())));
		this.menu.mode(Mode.DOWN);
		Answer refused = keyed.post("/api/v1/orders/batch", batch);
		this.menu.mode(Mode.UP);
		Answer taken = keyed.post("/api/v1/orders/batch", batch);
		Answer repeated = keyed.post("/api/v1/orders/batch", batch);

		assertThat(refused.at("/results/0/status").asInt()).isEqualTo(503);
		assertThat(taken.at("/results/0/status").asInt()).isEqualTo(201);
		assertThat(taken.isReplay()).isFalse();
		assertThat(repeated.isReplay()).isTrue();
		assertThat(repeated.body()).isEqualTo(taken.body());
		assertThat(orders("batch")).isEqualTo(1);
	}

	/** Its body would be compared with that of the first one in vain. */
	@Test
	void aRequestWhoseKeyIsInUseIsRefusedWithoutItsBody() throws Exception {
		String key = UUID.randomUUID().toString();
		this.menu.mode(Mode.SLOW, Duration.ofSeconds(1));
		var first = CompletableFuture
			.supplyAsync(() -> this.staff.withKey(key).post("/api/v1/orders", BURGER.with("table_number", "in use")));
		await().until(() -> !this.menu.calls().isEmpty());

		assertThat(statusOfRequestWithoutItsBody(key)).startsWith("HTTP/1.1 409");
		assertThat(first.get().status()).isEqualTo(201);
		assertThat(orders("in use")).isEqualTo(1);
	}

	private String statusOfRequestWithoutItsBody(String key) throws IOException {
		String token = this.controls.sandbox().tokens().token(TokenRequest.staff(1, 2L));
		try (var socket = new Socket("127.0.0.1", this.port)) {
			String head = """
					POST /api/v1/orders HTTP/1.1
					Host: localhost
					Authorization: Bearer %s
					Idempotency-Key: %s
					Content-Type: application/json
					Content-Length: 1000

					""".formatted(token, key);
			socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
			return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
				.readLine();
		}
	}

	private long orders(String tableNumber) {
		return this.database.sql("SELECT count(*) FROM orders WHERE table_number = ?")
			.param(tableNumber)
			.query(Long.class)
			.single();
	}

}
