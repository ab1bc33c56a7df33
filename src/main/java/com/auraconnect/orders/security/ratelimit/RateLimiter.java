package com.auraconnect.orders.security.ratelimit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts requests against quotas that all replicas share. A replica fetches permits from
 * Redis in portions, so that most requests cost no round trip and none more than one. A
 * caller who has exhausted the quota costs none until its next window. Permits that a
 * replica has fetched and not used are missing on the others: with three replicas and
 * portions of a sixtieth, at most a thirtieth of the limit.
 * <p>
 * No request fails because of Redis, or waits for it longer than a moment: while Redis is
 * slow or away, each replica counts for itself.
 */
@Component
public class RateLimiter {

	private static final Logger log = LoggerFactory.getLogger(RateLimiter.class);

	private final RedisQuota shared;

	private final RateLimitSettings settings;

	private final CircuitBreaker circuit;

	private final Cache<String, LocalQuota> quotas;

	RateLimiter(RedisQuota shared, RateLimitSettings settings, CircuitBreakerRegistry circuits) {
		this.shared = shared;
		this.settings = settings;
		this.circuit = circuits.circuitBreaker("rate-limits");
		this.circuit.getEventPublisher()
			.onStateTransition(
					(event) -> log.info("circuit breaker of the shared rate limits: {}", event.getStateTransition()));
		this.quotas = Caffeine.newBuilder()
			.maximumSize(settings.callers())
			.expireAfterAccess(settings.window())
			.build();
	}

	/** Counts a request and decides whether it is allowed. */
	RateLimit count(RateLimitKey key) {
		var quota = this.quotas.get(key.owner(), (_) -> new LocalQuota(key.limit(), this.settings.window()));
		return quota.spend().or(() -> ask(key, quota)).orElseGet(quota::spendOwn);
	}

	private Optional<RateLimit> ask(RateLimitKey key, LocalQuota quota) {
		try {
			return quota.fetchAndSpend(this.settings.portionOf(key.limit()), (wanted) -> take(key, wanted),
					this.settings.patience());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	/** Fails fast while the circuit breaker is open. */
	private CompletableFuture<PermitBatch> take(RateLimitKey key, long wanted) {
		return this.circuit.executeCompletionStage(
				() -> CompletableFuture.supplyAsync(() -> this.shared.take(key, wanted), Thread::startVirtualThread))
			.toCompletableFuture();
	}

}
