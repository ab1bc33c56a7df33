package com.auraconnect.orders.security.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.codec.Sha256;
import com.auraconnect.orders.security.Caller;
import com.auraconnect.orders.security.CallerAuthentication;

/**
 * Authenticates callers by their token. A valid token is cached by its digest, until it
 * expires or for a few minutes, whichever is shorter: verifying a signature takes longer
 * than many a read.
 */
@Component
public class CachingTokenAuthenticator implements AuthenticationManager {

	/**
	 * Cloned for each digest: a lookup among the providers takes as long as the digest.
	 */
	private static final MessageDigest SHA_256 = Sha256.digest();

	private final TokenDecoder decoder;

	private final Clock clock;

	private final Duration clockSkew;

	private final Cache<String, Known> known;

	private volatile boolean hasSeenKeys;

	/**
	 * A caller with a verified token.
	 *
	 * @param expiry expiry of the token
	 */
	private record Known(Caller caller, Instant expiry) {
	}

	CachingTokenAuthenticator(TokenDecoder decoder, TokenSettings settings, Clock clock) {
		this.decoder = decoder;
		this.clock = clock;
		this.clockSkew = settings.clockSkew();
		this.known = Caffeine.newBuilder()
			.maximumSize(settings.rememberedTokens())
			.expireAfterWrite(settings.remembered())
			.ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
			.build();
	}

	/**
	 * @throws InvalidBearerTokenException if the token is invalid
	 * @throws IssuerUnavailable if the token cannot be verified
	 */
	@Override
	public Authentication authenticate(Authentication presented) {
		var token = ((BearerTokenAuthenticationToken) presented).getToken();
		var digest = digest(token);
		var caller = this.known.getIfPresent(digest);
		if (caller == null || !this.clock.instant().isBefore(caller.expiry().plus(this.clockSkew))) {
			caller = check(token);
			this.known.put(digest, caller);
		}
		return new CallerAuthentication(caller.caller(), caller.expiry());
	}

	private Known check(String token) {
		try {
			var jwt = this.decoder.decode(token);
			this.hasSeenKeys = true;
			return new Known(CallerClaims.caller(jwt), Objects.requireNonNull(jwt.getExpiresAt()));
		}
		catch (BadJwtException ex) {
			throw new InvalidBearerTokenException("The token is invalid", ex);
		}
		catch (JwtException ex) {
			if (this.hasSeenKeys && ex.getCause() instanceof RateLimitReachedException) {
				throw new InvalidBearerTokenException("The token names a key that the issuer does not publish now", ex);
			}
			throw new IssuerUnavailable(ex);
		}
	}

	private static String digest(String token) {
		try {
			var digest = ((MessageDigest) SHA_256.clone()).digest(token.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("SHA-256 digests can be cloned", ex);
		}
	}

}
