package com.auraconnect.orders.security.tokens;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** Decodes tokens and verifies their signature, dates, issuer and audience. */
@Component
class TokenDecoder implements JwtDecoder {

	private final NimbusJwtDecoder decoder;

	TokenDecoder(IssuerKeys keys, TokenSettings settings, Clock clock) {
		var processor = new DefaultJWTProcessor<SecurityContext>();
		processor.setJWSKeySelector(keys);
		// dates are checked below, with the injected clock
		processor.setJWTClaimsSetVerifier((_, _) -> {
		});
		this.decoder = new NimbusJwtDecoder(processor);
		this.decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators(settings, clock)));
	}

	private static List<OAuth2TokenValidator<Jwt>> validators(TokenSettings settings, Clock clock) {
		List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
		var dates = new JwtTimestampValidator(settings.clockSkew());
		dates.setClock(clock);
		validators.add(dates);
		if (!settings.issuer().isBlank()) {
			validators.add(new JwtIssuerValidator(settings.issuer()));
		}
		if (!settings.audience().isBlank()) {
			validators.add(new JwtClaimValidator<List<String>>(JwtClaimNames.AUD,
					(audience) -> audience != null && audience.contains(settings.audience())));
		}
		return validators;
	}

	/**
	 * @throws org.springframework.security.oauth2.jwt.BadJwtException if the token is
	 * invalid
	 * @throws JwtException if it cannot be verified because the issuer's keys are
	 * unavailable
	 */
	@Override
	public Jwt decode(String token) {
		return this.decoder.decode(token);
	}

}
