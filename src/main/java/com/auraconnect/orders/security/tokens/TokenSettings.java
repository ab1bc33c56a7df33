package com.auraconnect.orders.security.tokens;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Sets how tokens are verified. Either a JWKS URL or a public key is required; the
 * service does not start without.
 *
 * @param jwksUrl URL of the issuer's keys, empty to use the public key
 * @param publicKey the issuer's RSA or EC (P-256) key, PEM (X.509), empty to use the URL
 * @param issuer required {@code iss}, empty to accept any
 * @param audience required entry of {@code aud}, empty to accept any
 * @param clockSkew tolerated offset of the issuer's clock
 * @param keysFresh how long keys are used before they are fetched again
 * @param keysUsable how long they are used while the issuer does not answer
 * @param issuerTimeout limit for connecting to the issuer, and again for its answer
 * @param remembered how long a valid token is cached
 * @param rememberedTokens maximum number of cached tokens
 */
@Validated
@ConfigurationProperties("orders.tokens")
record TokenSettings(@NotNull String jwksUrl, @NotNull String publicKey, @NotNull String issuer,
		@NotNull String audience, @NotNull Duration clockSkew, @NotNull Duration keysFresh,
		@NotNull Duration keysUsable, @NotNull Duration issuerTimeout, @NotNull Duration remembered,
		@Min(1) int rememberedTokens) {

	@AssertTrue(message = "Tokens cannot be checked: set JWT_JWKS_URL or JWT_PUBLIC_KEY")
	boolean isKeyGiven() {
		return !this.jwksUrl.isBlank() || !this.publicKey.isBlank();
	}

	/** Omits the key, which would only clutter the log. */
	@Override
	public String toString() {
		return "TokenSettings[jwksUrl=" + this.jwksUrl + ", issuer=" + this.issuer + ", audience=" + this.audience
				+ "]";
	}

}
