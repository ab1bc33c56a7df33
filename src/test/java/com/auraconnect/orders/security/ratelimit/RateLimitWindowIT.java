package com.auraconnect.orders.security.ratelimit;

import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Admits refused requests in the next window, which begins after 3 seconds here. */
@ServiceTest
@TestPropertySource(properties = { "orders.rate-limits.customer=3", "orders.rate-limits.window=3s",
		"orders.rate-limits.patience=2s" })
class RateLimitWindowIT {

	private final ServiceClient client;

	RateLimitWindowIT(ServiceClient client) {
		this.client = client;
	}

	@Test
	void theNextWindowHasTheFullLimit() {
		var customer = this.client.customer(1, 601);
		exhaust(customer);

		await().until(() -> customer.get("/api/v1/orders/0").status() == 404);
		assertThat(customer.get("/api/v1/orders/0").header("X-RateLimit-Remaining")).hasValue("1");
	}

	@Test
	void aRefusalIsNotStoredUnderAnIdempotencyKey() {
		var customer = this.client.customer(1, 602);
		exhaust(customer);
		var keyed = customer.withKey("in-a-hurry");
		assertThatProblem(keyed.post("/api/v1/orders", OrderBody.burgerAt(2))).is(429, "RATE_LIMITED");

		var taken = await().until(() -> keyed.post("/api/v1/orders", OrderBody.burgerAt(2)),
				(answer) -> answer.status() != 429);

		assertThat(taken.status()).isEqualTo(201);
		assertThat(taken.isReplay()).isFalse();
		assertThat(keyed.post("/api/v1/orders", OrderBody.burgerAt(2)).isReplay()).isTrue();
	}

	private static void exhaust(ServiceClient customer) {
		for (int i = 0; i < 3; i++) {
			assertThat(customer.get("/api/v1/orders/0").status()).isEqualTo(404);
		}
		assertThatProblem(customer.get("/api/v1/orders/0")).is(429, "RATE_LIMITED").hasRetryAfter();
	}

}
