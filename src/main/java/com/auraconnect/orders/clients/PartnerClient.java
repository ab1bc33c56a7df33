package com.auraconnect.orders.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.tracing.RequestId;
import com.auraconnect.orders.tracing.TraceContext;

/**
 * Calls one partner. Whatever goes wrong on the way is an outage and comes out as
 * {@link PartnerUnavailable}; what the partner really says, a refusal included, is an
 * answer and is returned.
 */
class PartnerClient {

	private static final Logger log = LoggerFactory.getLogger(PartnerClient.class);

	/** Many times the answer for an order with all that it can hold. */
	private static final int MOST_BYTES = 4 * 1024 * 1024;

	private final Partner partner;

	private final RestClient http;

	private final ObjectMapper json;

	/** A partner may say more than was agreed upon; our own callers may not. */
	private final ObjectReader tolerant;

	private final Guards guards;

	private final Duration retryAfter;

	PartnerClient(Partner partner, RestClient http, ObjectMapper json, Guards guards, Duration retryAfter) {
		this.partner = partner;
		this.http = http;
		this.json = json;
		this.tolerant = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
		this.guards = guards;
		this.retryAfter = retryAfter;
	}

	/**
	 * @param reader makes of the answer what the caller needs, or throws
	 * {@link PartnerAnswer#unexpected()}
	 * @throws PartnerUnavailable if there is no usable answer after all attempts, or
	 * within their time
	 */
	<T> T call(PartnerCall call, Function<PartnerAnswer, T> reader) {
		var origin = Origin.current();
		var body = (call.body() != null) ? written(call.body()) : null;
		try {
			return this.guards.run(() -> reader.apply(exchange(call, body, origin)));
		}
		catch (PartnerFailure | CallNotPermittedException | BulkheadFullException ex) {
			log.warn("{} {} {}: {}", this.guards.circuitBreaker().getName(), call.method(), call.path(),
					ex.getMessage());
			throw new PartnerUnavailable(this.partner, this.retryAfter, ex);
		}
	}

	/** On whose behalf a call is made, known on the caller's own thread only. */
	private record Origin(String requestId, TraceContext trace) {

		static Origin current() {
			var requestId = RequestId.current();
			return new Origin((requestId != null) ? requestId : RequestId.random(), RequestId.trace());
		}

	}

	/** All at once: what is written bit by bit goes out in chunks, a packet each. */
	private byte[] written(Object body) {
		try {
			return this.json.writeValueAsBytes(body);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private PartnerAnswer exchange(PartnerCall call, byte @Nullable [] body, Origin origin) {
		var request = this.http.method(call.method())
			.uri(call.path(), variables(call))
			.headers((headers) -> headers(call, origin, headers));
		if (body != null) {
			request.contentType(MediaType.APPLICATION_JSON).body(body);
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

	private static void headers(PartnerCall call, Origin origin, HttpHeaders headers) {
		headers.set(RequestId.HEADER, origin.requestId());
		headers.set(TraceContext.PARENT_HEADER, origin.trace().parentOfNewSpan());
		if (origin.trace().state() != null) {
			headers.set(TraceContext.STATE_HEADER, origin.trace().state());
		}
		headers.set("X-Tenant-Id", Long.toString(call.tenantId()));
		if (call.idempotencyKey() != null) {
			headers.set("Idempotency-Key", call.idempotencyKey());
		}
	}

	private PartnerAnswer read(ClientHttpResponse response) throws IOException {
		var announced = response.getHeaders().getContentLength();
		var most = (announced >= 0 && announced < MOST_BYTES) ? (int) announced : MOST_BYTES;
		var body = response.getBody().readNBytes(most + 1);
		if (body.length > MOST_BYTES) {
			throw new PartnerFailure("answered with more than " + MOST_BYTES + " bytes", null);
		}
		return new PartnerAnswer(response.getStatusCode().value(), body, this.tolerant);
	}

}
