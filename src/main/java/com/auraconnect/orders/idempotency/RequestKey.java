package com.auraconnect.orders.idempotency;

import com.auraconnect.orders.platform.codec.Sha256;

/**
 * Identifies a request that may be repeated.
 *
 * @param caller subject of the token: each caller has keys of its own
 * @param target method and path. For a POST it is the path alone, as in rows written
 * before other methods had keys; a target longer than its column is stored as its SHA-256
 * @param key the {@code Idempotency-Key}
 */
public record RequestKey(long tenantId, String caller, String target, String key) {

	/** Length of the column {@code path} in characters. */
	private static final int LONGEST_TARGET = 500;

	/**
	 * @param path as the client sent it, without the query
	 */
	public static RequestKey of(long tenantId, String caller, String method, String path, String key) {
		var target = method.equals("POST") ? path : method + " " + path;
		return new RequestKey(tenantId, caller, (target.length() <= LONGEST_TARGET) ? target : digest(target), key);
	}

	private static String digest(String target) {
		return "sha-256 " + Sha256.hex(target);
	}

}
