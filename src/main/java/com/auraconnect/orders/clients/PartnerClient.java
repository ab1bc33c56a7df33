package com.auraconnect.orders.clients;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.tracing.RequestId;

/**
 * Calls one partner. Whatever goes wrong on the way is an outage and comes out as
 * {@link PartnerUnavailable}; what the partner really says, a refusal included, is an
 * answer and is returned.
 */
class PartnerClient {

	private static final Logger log = LoggerFactory.getLogger(PartnerClient.class);

	private final Partner partner;

	private final RestClient http;

	private final ObjectReader json;

	private final CircuitBreaker circuitBreaker;

	private final Retry retry;

	private final Bulkhead bulkhead;

	private final Duration retryAfter;

	PartnerClient(Partner partner, RestClient http, ObjectReader json, CircuitBreaker circuitBreaker, Retry retry,
			Bulkhead bulkhead, Duration retryAfter) {
		this.partner = partner;
		this.http = http;
		this.json = json;
		this.circuitBreaker = circuitBreaker;
		this.retry = retry;
		this.bulkhead = bulkhead;
		this.retryAfter = retryAfter;
	}

	/**
	 * @param reader makes of the answer what the caller needs, or throws
	 * {@link PartnerAnswer#unexpected()}
	 * @throws PartnerUnavailable if there is no usable answer after all attempts
	 */
	<T> T call(PartnerCall call, Function<PartnerAnswer, T> reader) {
		Supplier<T> attempt = () -> reader.apply(exchange(call));
		var guarded = Bulkhead.decorateSupplier(this.bulkhead,
				CircuitBreaker.decorateSupplier(this.circuitBreaker, attempt));
		try {
			return this.retry.executeSupplier(guarded);
		}
		catch (PartnerFailure | CallNotPermittedException | BulkheadFullException ex) {
			log.warn("{} {} {}: {}", this.circuitBreaker.getName(), call.method(), call.path(), ex.getMessage());
			throw new PartnerUnavailable(this.partner, this.retryAfter, ex);
		}
	}

	private PartnerAnswer exchange(PartnerCall call) {
		var request = this.http.method(call.method())
			.uri(call.path(), variables(call))
			.headers((headers) -> headers(call, headers));
		if (call.body() != null) {
			request.body(call.body());
		}
		try {
			return request.exchange((_, response) -> read(response));
		}
		catch (ResourceAccessException ex) {
			throw new TransientPartnerFailure(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static Object[] variables(PartnerCall call) {
		return (call.id() != null) ? new Object[] { call.id() } : new Object[0];
	}

	private static void headers(PartnerCall call, HttpHeaders headers) {
		var requestId = RequestId.current();
		headers.set(RequestId.HEADER, (requestId != null) ? requestId : RequestId.random());
		headers.set("X-Tenant-Id", Long.toString(call.tenantId()));
		if (call.idempotencyKey() != null) {
			headers.set("Idempotency-Key", call.idempotencyKey());
		}
	}

	private PartnerAnswer read(ClientHttpResponse response) throws IOException {
		return new PartnerAnswer(response.getStatusCode().value(), response.getBody().readAllBytes(), this.json);
	}

}
