package com.auraconnect.orders.clients;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.UnusablePartnerAnswer;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.platform.tracing.RequestId;
import com.auraconnect.orders.platform.tracing.TraceContext;

/**
 * Calls one partner. Every failure on the way is an outage and is thrown as
 * {@link PartnerUnavailable}; an actual answer of the partner, a refusal included, is
 * returned.
 */
class PartnerClient {

	private static final Logger log = LoggerFactory.getLogger(PartnerClient.class);

	/** Many times the response for the largest possible order. */
	private static final int MAX_BYTES = 4 * 1024 * 1024;

	private final Partner partner;

	private final HttpClient http;

	private final HttpHost host;

	/** Prefix of each call's path; empty for a partner at the root of its host. */
	private final String basePath;

	private final Json json;

	/** Ignores unknown fields: partners may add fields, unlike our own callers. */
	private final ObjectReader tolerant;

	private final ResiliencePolicy policy;

	private final Duration retryAfter;

	/**
	 * @param url base URL of the partner, with or without a path
	 */
	PartnerClient(Partner partner, URI url, HttpClient http, ObjectMapper json, ResiliencePolicy policy,
			Duration retryAfter) {
		this.partner = partner;
		this.http = http;
		this.host = HttpHost.create(url);
		this.basePath = StringUtils.trimTrailingCharacter(url.getRawPath(), '/');
		this.json = new Json(json);
		this.tolerant = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
		this.policy = policy;
		this.retryAfter = retryAfter;
	}

	/**
	 * @param reader maps the response, or throws {@link PartnerAnswer#unexpected()}
	 * @throws UnusablePartnerAnswer if the response violates the contract
	 * @throws PartnerUnavailable if there is no usable response after all attempts, or
	 * within the time limit
	 */
	<T> T call(PartnerCall call, Function<PartnerAnswer, T> reader) {
		var origin = Origin.current();
		// Serialized at once: a streamed body would go out in chunks, a packet each
		var body = (call.body() != null) ? this.json.bytes(call.body()) : null;
		var connected = new AtomicBoolean();
		try {
			return this.policy.run(() -> reader.apply(exchange(call, body, origin, connected)));
		}
		catch (PartnerFailure | CallNotPermittedException | BulkheadFullException ex) {
			log.warn("{} {} {}: {}", this.policy.circuitBreaker().getName(), call.method(), call.path(),
					ex.getMessage());
			throw (ex instanceof UnusableAnswer unusable)
					? new UnusablePartnerAnswer(this.partner, this.retryAfter, String.valueOf(unusable.getMessage()),
							ex)
					: new PartnerUnavailable(this.partner, this.retryAfter, connected.get() || isAmbiguous(ex), ex);
		}
	}

	/**
	 * Whether the last attempt may have reached the partner. An attempt abandoned at the
	 * time limit may have.
	 */
	private static boolean isAmbiguous(RuntimeException failure) {
		return !(failure instanceof CallNotPermittedException || failure instanceof BulkheadFullException
				|| isConnectFailure(failure.getCause()));
	}

	private static boolean isConnectFailure(@Nullable Throwable failure) {
		return failure instanceof ConnectException || failure instanceof ConnectTimeoutException
				|| failure instanceof UnknownHostException || failure instanceof NoRouteToHostException
				|| failure instanceof ConnectionRequestTimeoutException;
	}

	/** Request id and trace of the caller, read on the caller's own thread. */
	private record Origin(String requestId, TraceContext trace) {

		static Origin current() {
			var requestId = RequestId.current();
			return new Origin((requestId != null) ? requestId : RequestId.random(), RequestId.trace());
		}

	}

	/**
	 * @param connected set if the request may have reached the partner
	 */
	private PartnerAnswer exchange(PartnerCall call, byte @Nullable [] body, Origin origin, AtomicBoolean connected) {
		try {
			var answer = this.http.execute(this.host, request(call, body, origin), this::read);
			connected.set(true);
			return answer;
		}
		catch (IOException ex) {
			if (!isConnectFailure(ex)) {
				connected.set(true);
			}
			throw new TransientPartnerFailure(String.valueOf(ex.getMessage()), ex);
		}
	}

	private ClassicHttpRequest request(PartnerCall call, byte @Nullable [] body, Origin origin) {
		var request = new BasicClassicHttpRequest(call.method().name(), this.host, this.basePath + path(call));
		request.setHeader(RequestId.HEADER, origin.requestId());
		request.setHeader(TraceContext.PARENT_HEADER, origin.trace().parentOfNewSpan());
		if (origin.trace().state() != null) {
			request.setHeader(TraceContext.STATE_HEADER, origin.trace().state());
		}
		request.setHeader("X-Tenant-Id", Long.toString(call.tenantId()));
		if (call.idempotencyKey() != null) {
			request.setHeader("Idempotency-Key", call.idempotencyKey());
		}
		if (body != null) {
			request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
		}
		return request;
	}

	private static String path(PartnerCall call) {
		return (call.id() != null)
				? call.path().replace("{id}", UriUtils.encodePathSegment(call.id(), StandardCharsets.UTF_8))
				: call.path();
	}

	private PartnerAnswer read(ClassicHttpResponse response) throws IOException {
		var entity = response.getEntity();
		return new PartnerAnswer(response.getCode(), (entity != null) ? read(entity) : new byte[0], this.tolerant);
	}

	private static byte[] read(HttpEntity entity) throws IOException {
		var announced = entity.getContentLength();
		var limit = (announced >= 0 && announced < MAX_BYTES) ? (int) announced : MAX_BYTES;
		var body = entity.getContent().readNBytes(limit + 1);
		if (body.length > MAX_BYTES) {
			throw new PartnerFailure("answered with more than " + MAX_BYTES + " bytes", null);
		}
		return body;
	}

}
