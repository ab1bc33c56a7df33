package com.auraconnect.orders.security;

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
 * Counts requests against budgets that all replicas share. A replica fetches them from
 * Redis in portions, so that most requests cost no round trip, and none more than one; a
 * caller who has used everything up costs none until its next window. What one replica
 * has fetched and not used is missing to the others: with three of them and portions of a
 * sixtieth, a thirtieth of the limit at most.
 * <p>
 * No request fails for Redis, or waits for it longer than a moment: while it is slow or
 * away, each replica counts for itself.
 */
@Component
class RateLimiter {

	private static final Logger log = LoggerFactory.getLogger(RateLimiter.class);

	private final RedisQuota shared;

	private final RateLimitSettings settings;

	private final CircuitBreaker circuit;

	private final Cache<String, LocalQuota> allowances;

	RateLimiter(RedisQuota shared, RateLimitSettings settings, CircuitBreakerRegistry circuits) {
		this.shared = shared;
		this.settings = settings;
		this.circuit = circuits.circuitBreaker("rate-limits");
		this.circuit.getEventPublisher()
			.onStateTransition((event) -> log.info("rate limits shared over Redis: {}", event.getStateTransition()));
		this.allowances = Caffeine.newBuilder()
			.maximumSize(settings.callers())
			.expireAfterAccess(settings.window())
			.build();
	}

	/** Counts one request, and says whether it may be done. */
	RateLimit count(RateLimitKey budget) {
		var allowance = this.allowances.get(budget.owner(),
				(_) -> new LocalQuota(budget.limit(), this.settings.window()));
		return allowance.spend().or(() -> ask(budget, allowance)).orElseGet(allowance::spendOwn);
	}

	private Optional<RateLimit> ask(RateLimitKey budget, LocalQuota allowance) {
		try {
			return allowance.ask(this.settings.portionOf(budget.limit()), (wanted) -> take(budget, wanted),
					this.settings.patience());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	/** Fails at once if Redis has not answered a moment ago. */
	private CompletableFuture<PermitBatch> take(RateLimitKey budget, long wanted) {
		return this.circuit.executeCompletionStage(
				() -> CompletableFuture.supplyAsync(() -> this.shared.take(budget, wanted), Thread::startVirtualThread))
			.toCompletableFuture();
	}

}
