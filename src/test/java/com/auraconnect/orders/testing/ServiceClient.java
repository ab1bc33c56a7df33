package com.auraconnect.orders.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.auraconnect.orders.sandbox.TokenIssuer;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Calls the service as a terminal does, over real HTTP, as one caller. Every answer under
 * {@code /api} is validated by the {@link ApiContract}. Immutable: its methods return
 * changed copies. Safe for use by many threads.
 */
public final class ServiceClient {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final HttpClient SHARED = newHttpClient();

	/** Validity of tokens, long enough for tests that advance the clock. */
	private static final Duration A_WEEK = Duration.ofDays(7);

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final HttpClient http;

	private final URI service;

	private final TokenIssuer tokens;

	private final Map<String, String> headers;

	private final boolean isChecked;

	private final Duration timeout;

	/** A client without a token. */
	public ServiceClient(URI service, TokenIssuer tokens) {
		this(SHARED, service, tokens, Map.of(), true, TIMEOUT);
	}

	private ServiceClient(HttpClient http, URI service, TokenIssuer tokens, Map<String, String> headers,
			boolean isChecked, Duration timeout) {
		this.http = http;
		this.service = service;
		this.tokens = tokens;
		this.headers = Map.copyOf(headers);
		this.isChecked = isChecked;
		this.timeout = timeout;
	}

	/** A copy that sends a token of that caller. */
	public ServiceClient as(TokenRequest caller) {
		return with("Authorization", "Bearer " + this.tokens.token(caller));
	}

	public ServiceClient admin(long tenantId) {
		return as(TokenRequest.admin(tenantId).goodFor(A_WEEK));
	}

	public ServiceClient staff(long tenantId, Long... locationIds) {
		return as(TokenRequest.staff(tenantId, locationIds).goodFor(A_WEEK));
	}

	public ServiceClient customer(long tenantId, long customerId) {
		return as(TokenRequest.customer(tenantId, customerId).goodFor(A_WEEK));
	}

	/** A copy that sends that header on every request. */
	public ServiceClient with(String header, String value) {
		Map<String, String> more = new HashMap<>(this.headers);
		more.put(header, value);
		return new ServiceClient(this.http, this.service, this.tokens, more, this.isChecked, this.timeout);
	}

	/**
	 * A copy that does not validate answers, for requests that are invalid on purpose.
	 */
	public ServiceClient unchecked() {
		return new ServiceClient(this.http, this.service, this.tokens, this.headers, false, this.timeout);
	}

	/**
	 * A copy with connections and threads of its own, so that requests of other clients
	 * of this JVM do not delay its own.
	 */
	public ServiceClient withOwnConnections() {
		return new ServiceClient(newHttpClient(), this.service, this.tokens, this.headers, this.isChecked,
				this.timeout);
	}

	/** A copy that gives up a request after that time. */
	public ServiceClient withTimeout(Duration time) {
		return new ServiceClient(this.http, this.service, this.tokens, this.headers, this.isChecked, time);
	}

	/** A copy that sends that {@code Idempotency-Key} on every request. */
	public ServiceClient withKey(String key) {
		return with("Idempotency-Key", key);
	}

	/** A copy that sends {@code If-Match} with that version. */
	public ServiceClient ifVersion(int version) {
		return with("If-Match", "\"" + version + "\"");
	}

	public Answer get(String path, Object... arguments) {
		return send("GET", path.formatted(arguments), null);
	}

	/** Scrapes the replica's metrics. */
	public Metrics metrics() {
		return new Metrics(get("/actuator/prometheus").body());
	}

	public Answer delete(String path, Object... arguments) {
		return send("DELETE", path.formatted(arguments), null);
	}

	public Answer post(String path, @Nullable Object body) {
		return send("POST", path, body);
	}

	public Answer put(String path, @Nullable Object body) {
		return send("PUT", path, body);
	}

	public Answer patch(String path, @Nullable Object body) {
		return send("PATCH", path, body);
	}

	/**
	 * Sends a request and waits for the answer.
	 * @param path from the root of the service, {@code /api/v1/orders}
	 * @param body JSON text and bytes as they are, anything else as Jackson writes it,
	 * none when null
	 * @throws UncheckedIOException if there is no answer
	 * @throws AssertionError if the answer is not as described
	 */
	public Answer send(String method, String path, @Nullable Object body) {
		var request = HttpRequest.newBuilder(this.service.resolve(path)).timeout(this.timeout);
		this.headers.forEach(request::setHeader);
		if (body == null) {
			request.method(method, BodyPublishers.noBody());
		}
		else {
			String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
			request.header("Content-Type", this.headers.getOrDefault("Content-Type", type));
			request.method(method, (body instanceof byte[] bytes) ? BodyPublishers.ofByteArray(bytes)
					: BodyPublishers.ofString(json(body)));
		}
		var answer = exchange(request.build());
		if (this.isChecked && path.startsWith("/api/")) {
			ApiContract.ofFile().check(method, path, answer);
		}
		return answer;
	}

	/**
	 * The first events of a stream, as a JSON array of their messages; the whole body if
	 * the stream is refused.
	 * @param events the number of events
	 */
	public Answer beginningOfStream(String path, int events) {
		var request = HttpRequest.newBuilder(this.service.resolve(path)).timeout(this.timeout);
		this.headers.forEach(request::setHeader);
		try {
			var response = this.http.send(request.build(), BodyHandlers.ofInputStream());
			try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
				var body = (response.statusCode() != 200) ? lines.lines().collect(Collectors.joining("\n"))
						: lines.lines()
							.filter((line) -> line.startsWith("data: "))
							.limit(events)
							.map((line) -> line.substring("data: ".length()))
							.collect(Collectors.joining(",", "[", "]"));
				return new Answer(response.statusCode(), response.headers(), body);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(path, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private Answer exchange(HttpRequest request) {
		try {
			HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.headers(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(request.method() + " " + request.uri(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** A client for HTTP/1.1, so that each request under way has its own connection. */
	private static HttpClient newHttpClient() {
		return HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
	}

	private static String json(Object body) {
		try {
			return (body instanceof String text) ? text : MAPPER.writeValueAsString(body);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
