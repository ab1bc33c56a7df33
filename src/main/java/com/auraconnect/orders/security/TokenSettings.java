package com.auraconnect.orders.security;

import java.time.Duration;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How tokens are checked. An address of keys or a key must be given; the service does not
 * start without.
 *
 * @param jwksUrl where the issuer publishes its keys, empty to use the key
 * @param publicKey the issuer's RSA or EC (P-256) key, PEM (X.509), empty to use the
 * address
 * @param issuer what {@code iss} must be, empty for anything
 * @param audience what must be among {@code aud}, empty for anything
 * @param clockSkew how far the issuer's clock may be off
 * @param keysFresh how long keys are used before the issuer is asked again
 * @param keysUsable how long they are used while the issuer cannot be asked
 * @param issuerTimeout how long the issuer may take to accept a connection, and then to
 * answer
 * @param remembered how long a token that was good is believed without another look
 * @param rememberedTokens how many of them
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

	/** Without the key, which would only fill the log. */
	@Override
	public String toString() {
		return "TokenSettings[jwksUrl=" + this.jwksUrl + ", issuer=" + this.issuer + ", audience=" + this.audience
				+ "]";
	}

}
