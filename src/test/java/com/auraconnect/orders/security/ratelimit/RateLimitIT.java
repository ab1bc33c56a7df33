package com.auraconnect.orders.security.ratelimit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.Terminals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.TestPropertySource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Enforces the contract's rate limits. The limits are the real ones; each test has its
 * own callers.
 */
@ServiceTest
@TestPropertySource(properties = { "orders.rate-limits.staff=6000", "orders.rate-limits.customer=100",
		"orders.rate-limits.tracking=30", "orders.rate-limits.patience=2s" })
class RateLimitIT {

	private static final Logger log = LoggerFactory.getLogger(RateLimitIT.class);

	/** A cheap request, answered with 404. */
	private static final String CHEAP = "/api/v1/orders/0";

	private final ServiceClient client;

	private final RateLimiter limiter;

	private final RedisQuota shared;

	private final StringRedisTemplate redis;

	RateLimitIT(ServiceClient client, RateLimiter limiter, RedisQuota shared, StringRedisTemplate redis) {
		this.client = client;
		this.limiter = limiter;
		this.shared = shared;
		this.redis = redis;
	}

	@Test
	void aCustomerMakesAHundredRequestsAMinute() {
		var customer = this.client.customer(1, 501);

		for (int i = 1; i <= 100; i++) {
			var answer = customer.get(CHEAP);
			assertThat(answer.status()).isEqualTo(404);
			assertLimit(answer, 100, 100 - i);
		}
		assertRefused(customer.get(CHEAP), 100);
		assertThat(this.client.customer(1, 502).get(CHEAP).status()).isEqualTo(404);
		assertThat(this.client.customer(2, 501).get(CHEAP).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "staff", "admin" })
	void staffAndAdminsMakeSixThousand(String role) {
		var name = "busy-" + role;
		var request = role.equals("staff") ? TokenRequest.staff(1, 1L) : TokenRequest.admin(1);
		var caller = this.client.as(request.as(name));

		assertLimit(caller.get(CHEAP), 6000, 5999);
		count(new RateLimitKey("staff:1:" + name, 6000), 5998);
		assertLimit(caller.get(CHEAP), 6000, 0);
		assertRefused(caller.get(CHEAP), 6000);
	}

	@Test
	void anAddressTracksOrdersThirtyTimesWithATokenOrWithout() {
		var code = this.client.admin(1).post("/api/v1/orders", OrderBody.burgerAt(2)).text("/tracking_code");

		for (int i = 1; i <= 30; i++) {
			var answer = this.client.get("/api/v1/track/" + code);
			assertThat(answer.status()).isEqualTo(200);
			assertLimit(answer, 30, 30 - i);
		}
		assertRefused(this.client.get("/api/v1/track/" + code), 30);
		assertRefused(this.client.admin(1).get("/api/v1/track/" + code), 30);
		assertRefused(this.client.unchecked().get("%s", "/api/v1/%74rack/" + code), 30);
		for (var claim : new String[] { "203.0.113.9", "203.0.113.9, 198.51.100.7", "127.0.0.1", "::1" }) {
			assertRefused(this.client.with("X-Forwarded-For", claim).get("/api/v1/track/" + code), 30);
			assertRefused(
					this.client.with("X-Real-IP", claim).with("Forwarded", "for=" + claim).get("/api/v1/track/" + code),
					30);
		}
	}

	@Test
	void everyAnswerToACallerTellsTheLimit() {
		var customer = this.client.customer(1, 503);
		var answers = new Answer[] { customer.get("/api/v1/orders"), customer.post("/api/v1/orders", "{}"),
				customer.post("/api/v1/orders/batch", "{}"), customer.get("/api/v1/nothing"),
				customer.delete("/api/v1/orders"), customer.with("Accept", "image/png").get("/api/v1/orders"),
				customer.post("/api/v1/orders/calculate", OrderBody.burgerAt(2)) };

		assertThat(answers).extracting(Answer::status).containsExactly(200, 400, 403, 403, 403, 406, 200);
		for (int i = 0; i < answers.length; i++) {
			assertLimit(answers[i], 100, 99 - i);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/health", "/livez", "/readyz", "/actuator/health/liveness", "/actuator/health/readiness",
			"/actuator/prometheus", "/v3/api-docs", "/swagger-ui/index.html", "/actuator/env" })
	void requestsOutsideTheApiAreNotLimited(String path) {
		assertThat(this.client.admin(1).get(path).header("X-RateLimit-Limit")).isEmpty();
		assertThat(this.client.get(path).header("X-RateLimit-Limit")).isEmpty();
	}

	/** Without a valid token there is no caller to charge. */
	@Test
	void aRequestWithoutAValidTokenHasNoLimit() {
		var answer = this.client.get("/api/v1/orders");

		assertThatProblem(answer).is(401, "UNAUTHORIZED");
		assertThat(answer.header("X-RateLimit-Limit")).isEmpty();
	}

	@Test
	void concurrentRequestsGetExactlyTheLimit() {
		var key = new RateLimitKey("crowd", 6000);
		var kept = new AtomicInteger();

		new Terminals(32).share(IntStream.range(0, 8000).boxed().toList(), (_) -> {
			if (this.limiter.count(key).isAllowed()) {
				kept.incrementAndGet();
			}
		});

		assertThat(kept).hasValue(6000);
	}

	/** Whatever the value is, and however it got there. */
	@Test
	void aKeyWithoutACountStartsANewWindow() {
		this.redis.opsForHash().put("rate:hash", "taken", "6000");
		this.redis.opsForValue().set("rate:text", "many", Duration.ofMinutes(1));
		this.redis.opsForValue().set("rate:endless", "6000");

		for (var owner : new String[] { "hash", "text", "endless" }) {
			var grant = this.shared.take(new RateLimitKey(owner, 6000), 100);
			assertThat(grant.requests()).as(owner).isEqualTo(100);
			assertThat(grant.left()).as(owner).isEqualTo(5900);
			assertThat(this.redis.getExpire("rate:" + owner)).as(owner).isBetween(1L, 60L);
		}
	}

	@Test
	void measuresTheCostOfCounting() {
		measure("warm-up", 6000, 30_000);

		log.info("counting a request takes {}",
				Map.of("a member of staff", measure("staff", 6000, 120_000), "a customer",
						measure("customer", 100, 10_000), "a caller who has been refused",
						measure("refused", 1, 100_000)));
	}

	private String measure(String kind, int limit, int requests) {
		int owners = Math.max(1, requests / limit / ((limit == 1) ? requests : 1));
		long start = System.nanoTime();
		for (int i = 0; i < owners; i++) {
			count(new RateLimitKey("measured-" + kind + i, limit), requests / owners);
		}
		return "%.2f us".formatted((System.nanoTime() - start) / 1000.0 / requests);
	}

	private void count(RateLimitKey key, int requests) {
		for (int i = 0; i < requests; i++) {
			this.limiter.count(key);
		}
	}

	private static void assertLimit(Answer answer, int limit, int remaining) {
		assertThat(answer.header("X-RateLimit-Limit")).hasValue(Integer.toString(limit));
		assertThat(answer.header("X-RateLimit-Remaining")).hasValue(Integer.toString(remaining));
		assertThat(answer.header("X-RateLimit-Reset").map(Integer::valueOf))
			.hasValueSatisfying((seconds) -> assertThat(seconds).isBetween(1, 60));
	}

	private static void assertRefused(Answer answer, int limit) {
		assertThatProblem(answer).is(429, "RATE_LIMITED").hasRetryAfter();
		assertLimit(answer, limit, 0);
		assertThat(answer.header("Retry-After")).isEqualTo(answer.header("X-RateLimit-Reset"));
	}

}
