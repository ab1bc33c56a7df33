package com.auraconnect.orders.security.tokens;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * Makes keys, and tokens of an admin of tenant 1, valid for an hour from {@link #NOW}.
 */
final class Tokens {

	static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

	private Tokens() {
	}

	static RSAKey rsa(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static ECKey ec(String id, Curve curve) {
		try {
			return new ECKeyGenerator(curve).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String signed(JWK key) {
		return signed(key, (claims) -> claims);
	}

	static String signed(JWK key, UnaryOperator<JWTClaimsSet.Builder> claims) {
		return signed(key, (key instanceof ECKey) ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256, claims);
	}

	static String signed(JWK key, JWSAlgorithm algorithm, UnaryOperator<JWTClaimsSet.Builder> claims) {
		try {
			JWSSigner signer = (key instanceof ECKey ec) ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey());
			var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
					claims.apply(claims()).build());
			token.sign(signer);
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().subject("caller")
			.claim("tenant_id", 1)
			.claim("role", "admin")
			.expirationTime(Date.from(NOW.plus(Duration.ofHours(1))));
	}

	static String pem(PublicKey key) {
		var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
			.encodeToString(key.getEncoded());
		return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
	}

	static TokenSettings settings(String jwksUrl, String publicKey) {
		return settings(jwksUrl, publicKey, "", "");
	}

	static TokenSettings settings(String jwksUrl, String publicKey, String issuer, String audience) {
		return new TokenSettings(jwksUrl, publicKey, issuer, audience, Duration.ofSeconds(30), Duration.ofMinutes(5),
				Duration.ofHours(4), Duration.ofSeconds(2), Duration.ofMinutes(5), 1000);
	}

	static CachingTokenAuthenticator check(TokenSettings settings, Clock clock) {
		return new CachingTokenAuthenticator(new TokenDecoder(new IssuerKeys(settings), settings, clock), settings,
				clock);
	}

}
