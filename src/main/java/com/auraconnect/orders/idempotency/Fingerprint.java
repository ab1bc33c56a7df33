package com.auraconnect.orders.idempotency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Says whether two bodies are the same request: SHA-256 of the JSON with its fields in
 * order, so that a terminal may write the same order with other white space. What is not
 * JSON is the same only to the byte.
 */
public final class Fingerprint {

	private static final ObjectMapper CANONICAL = JsonMapper
		.builder(JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build())
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private Fingerprint() {
	}

	/** The fingerprint of a body as it came. */
	public static byte[] of(byte[] body) {
		return sha256(canonical(body));
	}

	/** The fingerprint of a body that came with a query. */
	static byte[] of(String query, byte[] body) {
		return sha256((query + "\0" + HexFormat.of().formatHex(of(body))).getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] canonical(byte[] body) {
		try {
			return CANONICAL.writeValueAsBytes(CANONICAL.readValue(body, Object.class));
		}
		catch (IOException ex) {
			return body;
		}
	}

	static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
