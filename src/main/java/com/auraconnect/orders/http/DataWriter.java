package com.auraconnect.orders.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;

/**
 * Writes {@code {"data": [...]}} element by element, so that only the part that was just
 * read is in memory. Once it is open, the request can no longer be refused: the first
 * part must be read before. Without {@link #close()} the response is invalid JSON, so
 * that the client detects that it is incomplete.
 */
public final class DataWriter {

	private final OutputStream output;

	private boolean hasElements;

	/** Opens the array: sets the content type and writes the beginning. */
	public DataWriter(HttpServletResponse response) throws IOException {
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		this.output = response.getOutputStream();
		write("{\"data\":[");
	}

	/**
	 * Writes one element.
	 * @param json the element
	 */
	public void add(byte[] json) throws IOException {
		if (this.hasElements) {
			write(",");
		}
		this.hasElements = true;
		this.output.write(json);
	}

	/** Ends the response. Not to be called after a failure. */
	public void close() throws IOException {
		write("]}");
	}

	private void write(String text) throws IOException {
		this.output.write(text.getBytes(StandardCharsets.US_ASCII));
	}

}
