package com.auraconnect.orders.security.tokens;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;

/**
 * A public key from the environment, with the one algorithm that tokens may be signed
 * with.
 */
record PublicKeyPem(PublicKey key, JWSAlgorithm algorithm) {

	/** Minimum size that RFC 7518 requires for RS256. */
	private static final int SHORTEST_RSA_BITS = 2048;

	private static final String UNUSABLE = "JWT_PUBLIC_KEY must be a PEM (BEGIN PUBLIC KEY) of an RSA key of at least "
			+ SHORTEST_RSA_BITS + " bits or an EC key on P-256";

	/**
	 * @param pem lines separated by line feeds, or by a backslash and an n
	 * @throws IllegalArgumentException if it is not a usable key
	 */
	static PublicKeyPem parse(String pem) {
		return switch (key(pem)) {
			case RSAPublicKey rsa when rsa.getModulus().bitLength() >= SHORTEST_RSA_BITS ->
				new PublicKeyPem(rsa, JWSAlgorithm.RS256);
			case ECPublicKey ec when Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams())) ->
				new PublicKeyPem(ec, JWSAlgorithm.ES256);
			default -> throw new IllegalArgumentException(UNUSABLE);
		};
	}

	private static PublicKey key(String pem) {
		var lines = pem.replace("\\n", "\n").strip();
		if (!lines.startsWith("-----BEGIN PUBLIC KEY-----") || !lines.endsWith("-----END PUBLIC KEY-----")) {
			throw new IllegalArgumentException(UNUSABLE);
		}
		var encoded = new X509EncodedKeySpec(
				Base64.getMimeDecoder().decode(lines.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "")));
		for (var type : List.of("RSA", "EC")) {
			try {
				return KeyFactory.getInstance(type).generatePublic(encoded);
			}
			catch (GeneralSecurityException ex) {
				// try the other type
			}
		}
		throw new IllegalArgumentException(UNUSABLE);
	}

}
