package com.auraconnect.orders.idempotency;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.HexFormat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import com.auraconnect.orders.platform.codec.Sha256;

/**
 * Computes the fingerprint of a request body: SHA-256 of the JSON with its fields sorted,
 * so that the same order may be sent with different white space. A body that is not JSON,
 * or has too many tokens, is hashed byte by byte.
 */
public final class Fingerprint {

	/** Size in bytes from which a body counts as large: it holds many orders. */
	private static final int LARGE = 256 * 1024;

	private static final ObjectMapper CANONICAL = canonical(20_000);

	private static final ObjectMapper CANONICAL_OF_LARGE = canonical(200_000);

	private Fingerprint() {
	}

	private static ObjectMapper canonical(int tokens) {
		return JsonMapper
			.builder(JsonFactory.builder()
				.recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
				.streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(tokens).build())
				.build())
			.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.build();
	}

	/** Returns the fingerprint of a body as it was received. */
	public static byte[] of(byte[] body) {
		var json = (body.length > LARGE) ? CANONICAL_OF_LARGE : CANONICAL;
		var digest = Sha256.digest();
		try {
			var values = json.readValue(body, Object.class);
			json.writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), digest), values);
			return digest.digest();
		}
		catch (IOException ex) {
			return Sha256.digest().digest(body);
		}
	}

	/** Returns the fingerprint of a body and its query string. */
	static byte[] of(String query, byte[] body) {
		return Sha256.of(query + "\0" + HexFormat.of().formatHex(of(body)));
	}

}
