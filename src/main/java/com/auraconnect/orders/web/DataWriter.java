package com.auraconnect.orders.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;

/**
 * Writes {@code {"data": [...]}} element by element, so that no more than the part that
 * has just been read is in memory. Nothing can be refused any more once it has been
 * opened: the first part is to be read before. Without {@link #close()}, the answer is no
 * JSON, and its reader sees that it is not whole.
 */
final class DataWriter {

	private final OutputStream output;

	private boolean hasElements;

	DataWriter(HttpServletResponse response) throws IOException {
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		this.output = response.getOutputStream();
		write("{\"data\":[");
	}

	/**
	 * @param json one element
	 */
	void add(byte[] json) throws IOException {
		if (this.hasElements) {
			write(",");
		}
		this.hasElements = true;
		this.output.write(json);
	}

	/** Ends the answer; not to be called after a failure. */
	void close() throws IOException {
		write("]}");
	}

	private void write(String text) throws IOException {
		this.output.write(text.getBytes(StandardCharsets.US_ASCII));
	}

}
