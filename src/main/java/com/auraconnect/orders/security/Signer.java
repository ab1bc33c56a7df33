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
 * Makes tokens that a client can keep and give back, but neither change nor make: the
 * payload, which is not hidden, and its HMAC-SHA256, in Base64 for URLs. Each purpose has
 * a key of its own, derived from the {@link SigningKey}, so that a token for one purpose
 * is worth nothing for another. Tokens are good on every replica, and have no end but
 * what the payload says.
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
	 * @param purpose what the token is good for, such as {@code cursor}
	 * @return letters, digits, {@code -} and {@code _} only
	 */
	public String sign(String purpose, byte[] payload) {
		var token = Arrays.copyOf(payload, payload.length + SIGNATURE_LENGTH);
		System.arraycopy(signature(purpose, payload), 0, token, payload.length, SIGNATURE_LENGTH);
		return ENCODER.encodeToString(token);
	}

	/**
	 * The payload, if the token has been signed for that purpose and is the same to the
	 * last character.
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
	 * Nothing where it is not what {@link #sign} would have written: Base64 has several
	 * spellings for the same bytes, of which the decoder takes all.
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
