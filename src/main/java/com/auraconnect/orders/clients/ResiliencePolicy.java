package com.auraconnect.orders.clients;

import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.timelimiter.TimeLimiter;

/**
 * Resilience of the calls to a partner: retries, a circuit breaker, a limit of concurrent
 * calls and a time limit.
 */
record ResiliencePolicy(CircuitBreaker circuitBreaker, Retry retry, Bulkhead bulkhead, TimeLimiter timeLimiter) {

	/**
	 * Runs attempts until one succeeds or the time limit is over. They run on a thread of
	 * their own, which is interrupted at the limit: socket timeouts start anew with each
	 * byte, but a virtual thread that is interrupted drops its connection, whatever it
	 * waits for.
	 * @throws PartnerFailure if no attempt succeeds in time
	 */
	<T> T run(Supplier<T> attempt) {
		var attempts = Retry.decorateSupplier(this.retry, Bulkhead.decorateSupplier(this.bulkhead,
				CircuitBreaker.decorateSupplier(this.circuitBreaker, attempt)));
		try {
			return this.timeLimiter.executeFutureSupplier(() -> started(attempts));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (TimeoutException ex) {
			throw new PartnerFailure("gave no answer within "
					+ this.timeLimiter.getTimeLimiterConfig().getTimeoutDuration().toMillis() + " ms", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new PartnerFailure("was abandoned: the calling thread was interrupted", ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static <T> Future<T> started(Supplier<T> attempts) {
		var task = new FutureTask<>(attempts::get);
		Thread.ofVirtual().name("partner-call").start(task);
		return task;
	}

}
