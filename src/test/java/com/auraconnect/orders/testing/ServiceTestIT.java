package com.auraconnect.orders.testing;

import java.util.List;
import java.util.Map;

import com.auraconnect.orders.sandbox.Sandbox;
import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
class ServiceTestIT {

	private final ServiceClient client;

	private final TestEnvironment site;

	private final Sandbox sandbox;

	private final JdbcClient database;

	ServiceTestIT(ServiceClient client, TestEnvironment site, Sandbox sandbox) {
		this.client = client;
		this.site = site;
		this.sandbox = sandbox;
		this.database = site.database();
	}

	@Test
	void theServiceIsUpWithTheDemoRestaurants() {
		assertThat(this.client.get("/health").text("/status")).isEqualTo("UP");
		assertThat(this.database.sql("SELECT id FROM locations WHERE auto_confirm AND id <= 3 ORDER BY id")
			.query(Long.class)
			.list()).containsExactly(1L, 3L);
	}

	@Test
	void theSandboxIssuesTokensWithoutAuthentication() {
		var answer = this.client.post("/sandbox/tokens", Map.of("tenant_id", 1, "role", "admin"));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text("/token")).contains(".");
	}

	@Test
	void aTokenWithoutATenantIsRefused() {
		assertThat(this.client.post("/sandbox/tokens", Map.of("role", "admin")).status()).isEqualTo(400);
		assertThat(this.client.post("/sandbox/tokens", Map.of("tenant_id", 1, "role", "boss")).status()).isEqualTo(400);
		assertThat(this.client.post("/sandbox/tokens", "{").status()).isEqualTo(400);
	}

	@Test
	void aPartnerIsSetDownAndUpByHand() {
		String analytics = "/sandbox/partners/analytics";

		assertThat(this.client.put(analytics, Map.of("mode", "slow", "latency_ms", 250)).at("/latency_ms").asInt())
			.isEqualTo(250);
		assertThat(this.client.put(analytics, Map.of("mode", "sideways")).status()).isEqualTo(400);
		assertThat(this.client.put("/sandbox/partners/weather", Map.of("mode", "up")).status()).isEqualTo(404);
		assertThat(this.client.put(analytics, Map.of("mode", "up")).text("/mode")).isEqualTo("up");
	}

	@Test
	void theCallsOfAPartnerAreShownAndCleared() {
		var analytics = new ServiceClient(this.sandbox.partner("analytics").url(), this.sandbox.tokens());
		analytics.with("Idempotency-Key", "shown")
			.post("/events", Map.of("events", List.of(Map.of("event_id", "e-1"))));

		var calls = this.client.get("/sandbox/partners/analytics/calls").at("/calls");
		assertThat(calls).anySatisfy((call) -> {
			assertThat(call.at("/idempotency_key").asText()).isEqualTo("shown");
			assertThat(call.at("/body/events/0/event_id").asText()).isEqualTo("e-1");
			assertThat(call.at("/status").asInt()).isEqualTo(202);
		});
		assertThat(this.client.delete("/sandbox/partners/analytics/calls").status()).isEqualTo(204);
	}

	@Test
	void aSubscriberReceivesMessagesOfItsChannelsOnly() {
		try (var messages = RedisMessages.on(this.site.redisUrl(), "test:heard");
				var client = RedisClient.create(this.site.redisUrl());
				var publisher = client.connect()) {
			publisher.sync().publish("test:other", "no");
			publisher.sync().publish("test:heard", "yes");

			await().until(() -> messages.on("test:heard").size() == 1);
			assertThat(messages.all()).extracting(RedisMessages.Message::text).containsExactly("yes");
		}
	}

}
