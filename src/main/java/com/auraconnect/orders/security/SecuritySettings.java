package com.auraconnect.orders.security;

import java.util.List;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How tokens are checked. One of the two must be given; the service does not start
 * without.
 *
 * @param jwksUrl where the issuer publishes its keys, empty to use the other
 * @param publicKey the issuer's RSA key, PEM (X.509), empty to use the other
 * @param trustedProxies the addresses or networks (CIDR) whose {@code X-Forwarded-For} is
 * believed
 */
@Validated
@ConfigurationProperties("orders.security")
public record SecuritySettings(String jwksUrl, String publicKey, @NotNull List<String> trustedProxies) {

	@AssertTrue(message = "Tokens cannot be checked: set JWT_JWKS_URL or JWT_PUBLIC_KEY")
	boolean isKeyGiven() {
		return !this.jwksUrl.isBlank() || !this.publicKey.isBlank();
	}

	/** Without the key, which would only fill the log. */
	@Override
	public String toString() {
		return "SecuritySettings[jwksUrl=" + this.jwksUrl + "]";
	}

}
