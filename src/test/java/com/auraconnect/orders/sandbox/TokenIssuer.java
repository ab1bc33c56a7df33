package com.auraconnect.orders.sandbox;

import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Signs tokens (RS256) with a key of its own, as an identity service would. */
public final class TokenIssuer {

	private static final String KEY_FILE = "signing-key.json";

	private final RSAKey key;

	private TokenIssuer(RSAKey key) {
		this.key = key;
	}

	/** An issuer with a new key, which is not stored. */
	public static TokenIssuer generated() {
		try {
			return new TokenIssuer(new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate());
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * An issuer with the key in that directory; creates and stores one if there is none.
	 * Only its owner can read the file.
	 */
	static TokenIssuer keptIn(Path directory) {
		Path file = directory.resolve(KEY_FILE);
		String key = SecretFile.readOrMake(file, () -> generated().key.toJSONString());
		try {
			return new TokenIssuer(RSAKey.parse(key));
		}
		catch (ParseException ex) {
			throw new IllegalStateException(file + " does not hold a key; delete it to have a new one made", ex);
		}
	}

	/** A signed token with the claims of the contract. */
	public String token(TokenRequest request) {
		Instant now = Instant.now();
		var claims = new JWTClaimsSet.Builder().subject(request.subjectOrDefault())
			.claim("tenant_id", request.tenantId())
			.claim("role", request.role())
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(request.timeToLive())));
		if (!request.locationIds().isEmpty()) {
			claims.claim("location_ids", request.locationIds());
		}
		if (request.customerId() != null) {
			claims.claim("customer_id", request.customerId());
		}
		if (request.scope() != null) {
			claims.claim("scope", request.scope());
		}
		return sign(claims.build());
	}

	/** A signed token with arbitrary claims, also invalid ones. */
	public String sign(JWTClaimsSet claims) {
		var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID()).build(), claims);
		try {
			token.sign(new RSASSASigner(this.key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The public key of the tokens, as the JSON of a key set (RFC 7517). */
	public String keySet() {
		return new JWKSet(this.key).toString(true);
	}

	/** The public key of the tokens, as PEM. */
	public String publicKeyPem() {
		try {
			RSAPublicKey publicKey = this.key.toRSAPublicKey();
			String base64 = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(publicKey.getEncoded());
			return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
