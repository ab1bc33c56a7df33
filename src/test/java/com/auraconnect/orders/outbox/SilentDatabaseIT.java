package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.UUID;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.Link;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/**
 * The host of Postgres vanishes without closing its connections, and another replaces it.
 */
class SilentDatabaseIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	/** Timeouts for a silent host, at least a tenth of those in production. */
	private static final String[] SETTINGS = { "-Dorders.events.database-timeout=2s",
			"-Dspring.datasource.hikari.data-source-properties.socketTimeout=3" };

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	private final PostgresUrl database = PostgresUrl.parse(this.site.databaseUrl());

	private final Link link = new Link(this.database.port());

	private final ServiceProcess service = ServiceProcess.start(environment(), SETTINGS);

	private final ServiceClient client = new ServiceClient(this.service.url(), this.site.sandbox().tokens()).admin(1);

	private LinkedHashMap<String, String> environment() {
		var environment = new LinkedHashMap<>(this.site.environment());
		environment.put("DATABASE_URL", new PostgresUrl(this.database.user(), this.database.password(), "127.0.0.1",
				this.link.port(), this.database.database())
			.toString());
		return environment;
	}

	@AfterEach
	void close() {
		this.service.close();
		this.link.close();
	}

	@Test
	void eventsAreRelayedOverNewConnections() {
		take();
		await().atMost(TIMEOUT).until(() -> published() == 1);
		this.link.goDead();

		take();
		await().atMost(TIMEOUT).until(() -> published() == 2);
	}

	/**
	 * Takes an order as a terminal does: with one idempotency key, retried until it is
	 * answered.
	 */
	private void take() {
		var keyed = this.client.withKey(UUID.randomUUID().toString());
		await().atMost(TIMEOUT).until(() -> keyed.post("/api/v1/orders", OrderBody.burgerAt(2)).status() == 201);
	}

	private int published() {
		return this.site.feed(2).entries().size();
	}

}
