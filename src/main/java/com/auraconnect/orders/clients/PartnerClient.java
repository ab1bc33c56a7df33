package com.auraconnect.orders.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ClassicHttpResponse;
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

	private final HttpClient http;

	private final HttpHost host;

	/** Before each call's own path; empty for a partner at the root of its host. */
	private final String basePath;

	private final ObjectMapper json;

	/** A partner may say more than was agreed upon; our own callers may not. */
	private final ObjectReader tolerant;

	private final Guards guards;

	private final Duration retryAfter;

	/**
	 * @param url where the partner is, with or without a path
	 */
	PartnerClient(Partner partner, URI url, HttpClient http, ObjectMapper json, Guards guards, Duration retryAfter) {
		this.partner = partner;
		this.http = http;
		this.host = HttpHost.create(url);
		this.basePath = StringUtils.trimTrailingCharacter(url.getRawPath(), '/');
		this.json = json;
		this.tolerant = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
		this.guards = guards;
		this.retryAfter = retryAfter;
	}

	/**
	 * @param reader makes of the answer what the caller needs, or throws
	 * {@link PartnerAnswer#unexpected()}
	 * @throws UnusablePartnerAnswer if the answer is not of the form that was agreed upon
	 * @throws PartnerUnavailable if there is no usable answer after all attempts, or
	 * within their time
	 */
	<T> T call(PartnerCall call, Function<PartnerAnswer, T> reader) {
		var origin = Origin.current();
		var body = (call.body() != null) ? written(call.body()) : null;
		var connected = new AtomicBoolean();
		try {
			return this.guards.run(() -> reader.apply(exchange(call, body, origin, connected)));
		}
		catch (PartnerFailure | CallNotPermittedException | BulkheadFullException ex) {
			log.warn("{} {} {}: {}", this.guards.circuitBreaker().getName(), call.method(), call.path(),
					ex.getMessage());
			throw (ex instanceof UnusableAnswer unusable)
					? new UnusablePartnerAnswer(this.partner, this.retryAfter, String.valueOf(unusable.getMessage()),
							ex)
					: new PartnerUnavailable(this.partner, this.retryAfter, connected.get() || isAmbiguous(ex), ex);
		}
	}

	/**
	 * Whether the last attempt may have arrived. An attempt that was given up because its
	 * time was over may be anywhere.
	 */
	private static boolean isAmbiguous(RuntimeException failure) {
		return !(failure instanceof CallNotPermittedException || failure instanceof BulkheadFullException
				|| isNotConnected(failure.getCause()));
	}

	private static boolean isNotConnected(@Nullable Throwable failure) {
		return failure instanceof ConnectException || failure instanceof ConnectTimeoutException
				|| failure instanceof UnknownHostException || failure instanceof NoRouteToHostException
				|| failure instanceof ConnectionRequestTimeoutException;
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

	/**
	 * @param connected set if the request may have arrived
	 */
	private PartnerAnswer exchange(PartnerCall call, byte @Nullable [] body, Origin origin, AtomicBoolean connected) {
		try {
			var answer = this.http.execute(this.host, request(call, body, origin), this::read);
			connected.set(true);
			return answer;
		}
		catch (IOException ex) {
			if (!isNotConnected(ex)) {
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
		var most = (announced >= 0 && announced < MOST_BYTES) ? (int) announced : MOST_BYTES;
		var body = entity.getContent().readNBytes(most + 1);
		if (body.length > MOST_BYTES) {
			throw new PartnerFailure("answered with more than " + MOST_BYTES + " bytes", null);
		}
		return body;
	}

}
