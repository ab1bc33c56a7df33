package com.auraconnect.orders.security.tokens;

import java.io.Closeable;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.Key;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import org.springframework.stereotype.Component;

/**
 * Selects the key that verifies a token: the configured one, or one that the issuer
 * publishes. Published keys are refreshed before they are stale, and once when a token
 * names an unknown key. While the issuer does not answer, known keys stay valid for a
 * while.
 * <p>
 * The service chooses the algorithm, RS256 or ES256, never the token.
 */
@Component
class IssuerKeys implements JWSKeySelector<SecurityContext>, Closeable {

	private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

	private final JWSKeySelector<SecurityContext> keys;

	private final Closeable source;

	/**
	 * @throws IllegalArgumentException if the configured key is unusable
	 */
	IssuerKeys(TokenSettings settings) {
		if (settings.jwksUrl().isBlank()) {
			var pem = PublicKeyPem.parse(settings.publicKey());
			this.keys = (header, _) -> pem.algorithm().equals(header.getAlgorithm()) ? List.of(pem.key()) : List.of();
			this.source = () -> {
			};
		}
		else {
			var published = published(settings);
			this.keys = new JWSVerificationKeySelector<>(ALGORITHMS, published);
			this.source = (published instanceof Closeable closeable) ? closeable : () -> {
			};
		}
	}

	private static JWKSource<SecurityContext> published(TokenSettings settings) {
		var timeout = Math.toIntExact(settings.issuerTimeout().toMillis());
		var fresh = settings.keysFresh().toMillis();
		try {
			return JWKSourceBuilder
				.create(URI.create(settings.jwksUrl()).toURL(), new DefaultResourceRetriever(timeout, timeout))
				.cache(fresh, 4L * timeout)
				.refreshAheadCache(fresh / 5, false)
				.rateLimited(fresh / 10)
				.outageTolerant(settings.keysUsable().toMillis())
				.retrying(true)
				.build();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException("JWT_JWKS_URL is not a valid URL", ex);
		}
	}

	@Override
	public List<? extends Key> selectJWSKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
		return this.keys.selectJWSKeys(header, context);
	}

	@Override
	public void close() throws IOException {
		this.source.close();
	}

}
