package com.auraconnect.orders.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.security.CurrentCaller;

/**
 * Writes server-sent events on the virtual thread of the request, until the client
 * disconnects, its token expires or the stream is closed. A write fails when the client
 * reads nothing for {@code server.tomcat.connection-timeout}.
 */
@Component
class EventStreamWriter {

	/** Makes proxies forward the response head, and browsers reconnect after 1 s. */
	private static final byte[] OPENING = bytes("retry: 1000\n\n");

	private static final byte[] HEARTBEAT = bytes(": still here\n\n");

	private final Clock clock;

	private final Meter.MeterProvider<Counter> ended;

	EventStreamWriter(Clock clock, MeterRegistry meters) {
		this.clock = clock;
		this.ended = Counter.builder("events.streams.ended")
			.description("Streams of server-sent events that have ended, by reason")
			.withRegistry(meters);
	}

	/**
	 * Writes the stream and returns when it has ended, whatever the reason.
	 * @param headOnly whether to send the headers only, for a HEAD request
	 */
	void write(EventStream stream, boolean headOnly, HttpServletResponse response) throws IOException {
		var expiry = CurrentCaller.expiry().orElse(Instant.MAX);
		response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader("X-Accel-Buffering", "no");
		if (headOnly) {
			return;
		}
		var output = response.getOutputStream();
		try {
			send(output, OPENING);
			copy(stream, output, expiry);
			end(output, "expired");
		}
		catch (StreamClosed ex) {
			end(output, ex.reason().name().toLowerCase(Locale.ROOT));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			count("gone");
		}
	}

	private void copy(EventStream stream, ServletOutputStream output, Instant expiry)
			throws IOException, InterruptedException {
		for (var now = this.clock.instant(); now.isBefore(expiry); now = this.clock.instant()) {
			var left = Duration.between(now, expiry);
			var frames = stream.next((left.compareTo(stream.heartbeat()) < 0) ? left : stream.heartbeat());
			if (frames.isEmpty()) {
				send(output, HEARTBEAT);
				continue;
			}
			for (SseFrame frame : frames) {
				output.write(frame.bytes());
			}
			output.flush();
			stream.gather();
		}
	}

	/** Writes the reason as a comment, for people who debug. */
	private void end(ServletOutputStream output, String reason) {
		count(reason);
		try {
			send(output, bytes(": " + reason + "\n\n"));
		}
		catch (IOException ex) {
			// the client has disconnected
		}
	}

	private void count(String reason) {
		this.ended.withTag("reason", reason).increment();
	}

	private static void send(ServletOutputStream output, byte[] bytes) throws IOException {
		output.write(bytes);
		output.flush();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
