package com.auraconnect.orders.security.tokens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Publishes keys like an issuer, on loopback, until it is told to fail. */
final class TokenIssuerServer implements AutoCloseable {

	private final HttpServer server;

	private final AtomicInteger asked = new AtomicInteger();

	private volatile List<JWK> keys;

	private volatile boolean isBroken;

	TokenIssuerServer(JWK... keys) {
		this.keys = List.of(keys);
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/keys";
	}

	void publish(JWK... keys) {
		this.keys = List.of(keys);
	}

	void breakDown(boolean isBroken) {
		this.isBroken = isBroken;
	}

	/** Number of requests for the keys. */
	int asked() {
		return this.asked.get();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.asked.incrementAndGet();
		var body = new JWKSet(this.keys).toString(true).getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(this.isBroken ? 500 : 200, this.isBroken ? -1 : body.length);
		if (!this.isBroken) {
			exchange.getResponseBody().write(body);
		}
		exchange.close();
	}

}
