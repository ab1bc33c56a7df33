package com.auraconnect.orders.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events as a browser does, one connection a reader. The event's id
 * must be the message's sequence, and its name the message's type.
 *
 * @param service the replica to read from
 * @param token of the reader
 */
public record EventStreamReader(URI service, String token) {

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	/**
	 * An event or a comment of the stream.
	 *
	 * @param name null for a comment
	 * @param data the message; for a comment its text
	 */
	public record Received(@Nullable String id, @Nullable String name, String data) {

		public boolean isComment() {
			return this.name == null;
		}

		public JsonNode message() {
			return EventFeed.parse(this.data);
		}

		/** The sequence of the event; id and name must match the message. */
		public long sequence() {
			JsonNode message = message();
			String expected = message.required("sequence") + " " + message.required("event_type").asText();
			if (!expected.equals(this.id + " " + this.name)) {
				throw new AssertionError(this + " is not " + expected);
			}
			return message.required("sequence").asLong();
		}

	}

	/**
	 * Reads until the stream ends or the consumer throws.
	 * @param lastEventId the last event that the reader has, null for none
	 * @throws UncheckedIOException if the connection is lost
	 * @throws AssertionError if the service refuses
	 */
	public void read(String query, @Nullable Long lastEventId, Consumer<Received> consumer) {
		try (var lines = new BufferedReader(
				new InputStreamReader(open(query, lastEventId).body(), StandardCharsets.UTF_8))) {
			String id = null;
			String name = null;
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith(":")) {
					consumer.accept(new Received(null, null, line.substring(1).strip()));
				}
				else if (line.startsWith("id: ")) {
					id = line.substring(4);
				}
				else if (line.startsWith("event: ")) {
					name = line.substring(7);
				}
				else if (line.startsWith("data: ")) {
					consumer.accept(new Received(id, name, line.substring(6)));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private HttpResponse<InputStream> open(String query, @Nullable Long lastEventId) throws IOException {
		var request = HttpRequest.newBuilder(this.service.resolve("/api/v1/events/stream?" + query))
			.timeout(Duration.ofSeconds(20))
			.header("Accept", "text/event-stream")
			.header("Authorization", "Bearer " + this.token);
		if (lastEventId != null) {
			request.header("Last-Event-ID", lastEventId.toString());
		}
		try {
			var response = HTTP.send(request.build(), BodyHandlers.ofInputStream());
			if (response.statusCode() != 200) {
				throw new AssertionError(response.statusCode() + " "
						+ new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
			}
			return response;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
