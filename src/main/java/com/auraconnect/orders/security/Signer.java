package com.auraconnect.orders.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signs and verifies tokens that clients keep and send back, but can neither change nor
 * forge: the payload, which is not encrypted, and its HMAC-SHA256, in Base64 for URLs.
 * Each purpose has a key of its own, derived from the {@link SigningKey}, so that a token
 * is valid for its purpose only. Tokens are valid on every replica and do not expire,
 * unless their payload says so.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
@Component
public class Signer {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int SIGNATURE_LENGTH = 32;

	private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

	private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

	private final byte[] key;

	@Autowired
	Signer(JdbcClient jdbc) {
		this(SigningKey.in(jdbc));
	}

	Signer(SigningKey key) {
		this.key = key.bytes();
	}

	/**
	 * @param purpose what the token is for, such as {@code cursor}
	 * @return letters, digits, {@code -} and {@code _} only
	 */
	public String sign(String purpose, byte[] payload) {
		var token = Arrays.copyOf(payload, payload.length + SIGNATURE_LENGTH);
		System.arraycopy(signature(purpose, payload), 0, token, payload.length, SIGNATURE_LENGTH);
		return ENCODER.encodeToString(token);
	}

	/**
	 * Returns the payload; empty unless the token was signed for that purpose and is
	 * unchanged to the last character.
	 */
	public Optional<byte[]> verify(String purpose, String token) {
		var bytes = decode(token);
		if (bytes.length < SIGNATURE_LENGTH) {
			return Optional.empty();
		}
		var payload = Arrays.copyOf(bytes, bytes.length - SIGNATURE_LENGTH);
		var signature = Arrays.copyOfRange(bytes, payload.length, bytes.length);
		return MessageDigest.isEqual(signature, signature(purpose, payload)) ? Optional.of(payload) : Optional.empty();
	}

	/**
	 * Empty unless the token is spelled as {@link #sign} writes it: the decoder accepts
	 * several Base64 spellings of the same bytes.
	 */
	private static byte[] decode(String token) {
		try {
			var bytes = DECODER.decode(token);
			return ENCODER.encodeToString(bytes).equals(token) ? bytes : new byte[0];
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

	private byte[] signature(String purpose, byte[] payload) {
		return hmac(hmac(this.key, purpose.getBytes(StandardCharsets.UTF_8)), payload);
	}

	private static byte[] hmac(byte[] key, byte[] message) {
		try {
			var mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

}
