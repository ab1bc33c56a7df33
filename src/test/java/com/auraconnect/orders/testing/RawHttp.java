package com.auraconnect.orders.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends arbitrary bytes, also invalid HTTP, on a connection of its own. Answers are read
 * to the end of the connection; their chunks are joined.
 */
public final class RawHttp {

	private static final int TIMEOUT_MILLIS = 20_000;

	private static final String HEAD_END = "\r\n\r\n";

	private RawHttp() {
	}

	/**
	 * @param request all of it, the head with CRLF at each line's end
	 * @throws UncheckedIOException if there is no answer
	 */
	public static Answer send(int port, byte[] request) {
		try (var socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
			socket.shutdownOutput();
			return answer(socket.getInputStream().readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads only the head of an answer with status 200, whose body may have no end, and
	 * closes the connection.
	 * @param request as in {@link #send(int, byte[])}
	 * @throws UncheckedIOException if there is no answer
	 */
	public static Answer begin(int port, byte[] request) {
		try (var socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
			var input = socket.getInputStream();
			var head = new ByteArrayOutputStream();
			for (int next = input.read(); next >= 0; next = input.read()) {
				head.write(next);
				if (head.toString(StandardCharsets.ISO_8859_1).endsWith(HEAD_END)) {
					break;
				}
			}
			if (!head.toString(StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 200")) {
				head.writeBytes(input.readAllBytes());
			}
			return answer(head.toByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A head, its lines joined, and a body. */
	public static byte[] request(List<String> head, byte[] body) {
		var request = new ByteArrayOutputStream();
		request.writeBytes((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
		request.writeBytes(body);
		return request.toByteArray();
	}

	private static Answer answer(byte[] bytes) {
		// one character for each byte, because chunks are counted in bytes
		var text = new String(bytes, StandardCharsets.ISO_8859_1);
		int end = text.indexOf(HEAD_END);
		if (end < 0) {
			throw new IllegalStateException("not an answer: '" + text + "'");
		}
		var lines = text.substring(0, end).split("\r\n");
		Map<String, List<String>> headers = new LinkedHashMap<>();
		for (int i = 1; i < lines.length; i++) {
			var header = lines[i].split(": *", 2);
			headers.put(header[0], List.of(header[1]));
		}
		var rest = text.substring(end + HEAD_END.length());
		// the answer to a HEAD announces chunks and has none
		var body = headers.containsKey("Transfer-Encoding") && !rest.isEmpty() ? joined(rest) : rest;
		return new Answer(Integer.parseInt(lines[0].split(" ")[1]), HttpHeaders.of(headers, (name, value) -> true),
				new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
	}

	private static String joined(String chunks) {
		var body = new StringBuilder();
		var rest = chunks;
		while (true) {
			int size = Integer.parseInt(rest.substring(0, rest.indexOf("\r\n")), 16);
			if (size == 0) {
				return body.toString();
			}
			int start = rest.indexOf("\r\n") + 2;
			body.append(rest, start, start + size);
			rest = rest.substring(start + size + 2);
		}
	}

}
