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
 * Talks to the service as a terminal does, over real HTTP, as one caller. Every answer
 * under {@code /api} must be one that the {@link ApiContract} describes. Unchangeable:
 * what seems to change it gives another client. Safe for use by many threads.
 */
public final class ServiceClient {

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final HttpClient SHARED = newHttpClient();

	/** So that a test may move the clock on. */
	private static final Duration A_WEEK = Duration.ofDays(7);

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final HttpClient http;

	private final URI service;

	private final TokenIssuer tokens;

	private final Map<String, String> headers;

	private final boolean isChecked;

	/** A client without a token. */
	public ServiceClient(URI service, TokenIssuer tokens) {
		this(SHARED, service, tokens, Map.of(), true);
	}

	private ServiceClient(HttpClient http, URI service, TokenIssuer tokens, Map<String, String> headers,
			boolean isChecked) {
		this.http = http;
		this.service = service;
		this.tokens = tokens;
		this.headers = Map.copyOf(headers);
		this.isChecked = isChecked;
	}

	/** The same, as whoever that token makes it. */
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

	/** The same, with one more header on every request, or another value of it. */
	public ServiceClient with(String header, String value) {
		Map<String, String> more = new HashMap<>(this.headers);
		more.put(header, value);
		return new ServiceClient(this.http, this.service, this.tokens, more, this.isChecked);
	}

	/**
	 * The same, which takes any answer: for requests that are no sensible use of the API.
	 */
	public ServiceClient unchecked() {
		return new ServiceClient(this.http, this.service, this.tokens, this.headers, false);
	}

	/**
	 * The same, on connections and threads of its own: other clients of this JVM don't
	 * delay it by what they send.
	 */
	public ServiceClient withOwnConnections() {
		return new ServiceClient(newHttpClient(), this.service, this.tokens, this.headers, this.isChecked);
	}

	/** The same, with that {@code Idempotency-Key} on every request. */
	public ServiceClient withKey(String key) {
		return with("Idempotency-Key", key);
	}

	/** The same, for that version of an order only. */
	public ServiceClient ifVersion(int version) {
		return with("If-Match", "\"" + version + "\"");
	}

	public Answer get(String path, Object... arguments) {
		return send("GET", path.formatted(arguments), null);
	}

	/** What the replica's metrics are now. */
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
		var request = HttpRequest.newBuilder(this.service.resolve(path)).timeout(TIMEOUT);
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
	 * @param events so many of them
	 */
	public Answer beginningOfStream(String path, int events) {
		var request = HttpRequest.newBuilder(this.service.resolve(path)).timeout(TIMEOUT);
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

	/** Of HTTP/1.1, so that each request under way has a connection of its own. */
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
