package com.auraconnect.orders.security.tokens;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import com.auraconnect.orders.security.Caller;
import com.auraconnect.orders.security.TokenScope;
import com.auraconnect.orders.testing.MovingClock;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** Verifies tokens with configured and published keys, and caches the result. */
class CachingTokenAuthenticatorTests {

	private static final Logger log = LoggerFactory.getLogger(CachingTokenAuthenticatorTests.class);

	private static final RSAKey RSA = Tokens.rsa("rsa-1");

	private static final RSAKey OTHER_RSA = Tokens.rsa("rsa-2");

	private static final ECKey EC = Tokens.ec("ec-1", Curve.P_256);

	private final MovingClock clock = new MovingClock(Tokens.NOW);

	static List<JWK> keys() {
		return List.of(RSA, EC);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void aTokenSignedWithTheConfiguredKeyIsAccepted(JWK key) throws JOSEException {
		var check = byPem(publicKey(key));

		assertAccepted(check, Tokens.signed(key));
		assertRefused(check, Tokens.signed(OTHER_RSA));
		assertRefused(check, Tokens.signed(Tokens.ec("ec-1", Curve.P_256)));
	}

	@Test
	void aKeyFromTheEnvironmentMayBeOnOneLine() throws JOSEException {
		var pem = Tokens.pem(RSA.toRSAPublicKey()).replace("\n", "\\n");

		assertAccepted(Tokens.check(Tokens.settings("", pem), this.clock), Tokens.signed(RSA));
	}

	@Test
	void anUnusableKeyPreventsTheStart() throws JOSEException {
		var pem = Tokens.pem(RSA.toRSAPublicKey());
		for (var wrong : List.of("secret", pem.replace("PUBLIC", "PRIVATE"), pem.substring(0, 200),
				pem.replaceFirst("\nM..", "\nAAA"), Tokens.pem(Tokens.ec("ec", Curve.P_384).toECPublicKey()))) {
			assertThatIllegalArgumentException().as(wrong)
				.isThrownBy(() -> Tokens.check(Tokens.settings("", wrong), this.clock))
				.withMessageStartingWith("JWT_PUBLIC_KEY must be");
		}
	}

	@ParameterizedTest
	@MethodSource("keys")
	void aTokenSignedWithAPublishedKeyIsAccepted(JWK key) {
		try (var issuer = new TokenIssuerServer(RSA.toPublicJWK(), EC.toPublicJWK())) {
			var check = byIssuer(issuer);

			assertAccepted(check, Tokens.signed(key));
			assertRefused(check, Tokens.signed(OTHER_RSA));
		}
	}

	@Test
	void aKeyPublishedLaterIsFetched() {
		try (var issuer = new TokenIssuerServer(RSA.toPublicJWK())) {
			var check = byIssuer(issuer);
			assertAccepted(check, Tokens.signed(RSA));

			issuer.publish(OTHER_RSA.toPublicJWK());

			assertAccepted(check, Tokens.signed(OTHER_RSA));
			assertThat(issuer.asked()).isEqualTo(2);
		}
	}

	@Test
	void tokensAreAcceptedDuringAnIssuerOutage() {
		try (var issuer = new TokenIssuerServer(RSA.toPublicJWK())) {
			var check = byIssuer(issuer);
			assertAccepted(check, Tokens.signed(RSA));

			issuer.breakDown(true);

			assertAccepted(check, Tokens.signed(RSA, (claims) -> claims.subject("another caller")));
		}
	}

	@Test
	void withoutAnyKeyTokensCannotBeVerified() {
		try (var issuer = new TokenIssuerServer(RSA.toPublicJWK())) {
			issuer.breakDown(true);
			var check = byIssuer(issuer);
			for (int i = 0; i < 5; i++) {
				assertThatExceptionOfType(IssuerUnavailable.class)
					.isThrownBy(() -> authenticate(check, Tokens.signed(RSA)));
			}
		}
	}

	/** Many tokens with made-up key ids must not cause many requests to the issuer. */
	@Test
	void requestsForUnknownKeysAreRateLimited() {
		try (var issuer = new TokenIssuerServer(RSA.toPublicJWK())) {
			var check = byIssuer(issuer);
			assertAccepted(check, Tokens.signed(RSA));
			for (int i = 0; i < 50; i++) {
				assertRefused(check, Tokens.signed(OTHER_RSA));
			}
			assertThat(issuer.asked()).isLessThan(5);
		}
	}

	@Test
	void theTokenDoesNotChooseTheAlgorithm() throws JOSEException {
		for (var check : List.of(byPem(RSA.toRSAPublicKey()), byPem(EC.toECPublicKey()))) {
			assertRefused(check, new PlainJWT(Tokens.claims().build()).serialize());
			for (var secret : List.of(Tokens.pem(RSA.toRSAPublicKey()), Tokens.pem(EC.toECPublicKey()))) {
				assertRefused(check, hmac(secret.getBytes(StandardCharsets.US_ASCII)));
				assertRefused(check, hmac(secret.strip().getBytes(StandardCharsets.US_ASCII)));
			}
			assertRefused(check, hmac(RSA.toRSAPublicKey().getEncoded()));
			assertRefused(check, Tokens.signed(RSA, JWSAlgorithm.RS512, (claims) -> claims));
			assertRefused(check, Tokens.signed(RSA, JWSAlgorithm.PS256, (claims) -> claims));
		}
	}

	@Test
	void issuerAndAudienceAreCheckedWhereTheyAreConfigured() throws JOSEException {
		var pem = Tokens.pem(RSA.toRSAPublicKey());
		var check = Tokens.check(Tokens.settings("", pem, "https://id.example", "orders"), this.clock);

		assertAccepted(check, issued("https://id.example", "orders"));
		assertAccepted(check, issued("https://id.example", "menu", "orders"));
		assertRefused(check, issued("https://id.example"));
		assertRefused(check, issued("https://id.example", "menu"));
		assertRefused(check, issued("https://id.example.evil", "orders"));
		assertRefused(check, issued(null, "orders"));
		assertAccepted(Tokens.check(Tokens.settings("", pem), this.clock), issued("any-issuer", "any-audience"));
	}

	@Test
	void aClockSkewOfHalfAMinuteIsTolerated() throws JOSEException {
		var check = byPem(RSA.toRSAPublicKey());

		assertAccepted(check, dated(Duration.ofSeconds(-29), Duration.ofHours(-1)));
		assertRefused(check, dated(Duration.ofSeconds(-31), Duration.ofHours(-1)));
		assertAccepted(check, dated(Duration.ofHours(1), Duration.ofSeconds(29)));
		assertRefused(check, dated(Duration.ofHours(1), Duration.ofSeconds(31)));
		assertRefused(check, Tokens.signed(RSA, (claims) -> claims.expirationTime(null)));
	}

	@Test
	void aSubjectMustBeStorable() throws JOSEException {
		var check = byPem(RSA.toRSAPublicKey());

		for (var bad : List.of("", " ", "a\0b", "a\u001bb", "\u0085", "a".repeat(256), "\ud83c\udf54".repeat(256))) {
			assertRefused(check, Tokens.signed(RSA, (claims) -> claims.subject(bad)));
		}
		for (var good : List.of("a", "a".repeat(255), "\ud83c\udf54".repeat(255))) {
			assertAccepted(check, Tokens.signed(RSA, (claims) -> claims.subject(good)));
		}
	}

	@Test
	void aScopeClaimNarrowsTheCaller() throws JOSEException {
		var check = byPem(RSA.toRSAPublicKey());

		assertThat(authenticate(check, Tokens.signed(RSA)).scopes()).containsExactlyInAnyOrder(TokenScope.values());
		assertThat(scopes(check, "orders.read kitchen")).containsExactlyInAnyOrder(TokenScope.ORDERS_READ,
				TokenScope.KITCHEN);
		assertThat(scopes(check, "  profile  adjust  email ")).containsExactly(TokenScope.ADJUST);
		assertThat(scopes(check, "")).isEmpty();
		assertThat(scopes(check, "openid ORDERS.READ orders.read,kitchen")).isEmpty();
	}

	/** A claim that is not understood must not allow everything. */
	@Test
	void aScopeClaimThatIsNoTextIsRefused() throws JOSEException {
		var check = byPem(RSA.toRSAPublicKey());

		for (var claim : List.<Object>of(List.of("orders.read"), 7, true)) {
			assertRefused(check, Tokens.signed(RSA, (claims) -> claims.claim("scope", claim)));
		}
	}

	private static Set<TokenScope> scopes(CachingTokenAuthenticator check, String claim) {
		return authenticate(check, Tokens.signed(RSA, (claims) -> claims.claim("scope", claim))).scopes();
	}

	@Test
	void aCachedTokenExpires() throws JOSEException {
		var check = byPem(RSA.toRSAPublicKey());
		var token = dated(Duration.ofMinutes(2), Duration.ZERO);
		assertAccepted(check, token);

		this.clock.advance(Duration.ofMinutes(2));
		assertAccepted(check, token);
		this.clock.advance(Duration.ofSeconds(31));

		assertRefused(check, token);
		assertRefused(check, token);
	}

	@Test
	void aWithdrawnKeyIsRejectedWithinMinutes() {
		try (var issuer = new TokenIssuerServer(RSA.toPublicJWK())) {
			var check = Tokens.check(withShortRefresh(Tokens.settings(issuer.url(), "")), this.clock);
			var token = dated(Duration.ofDays(30), Duration.ZERO);
			assertAccepted(check, token);
			issuer.publish(OTHER_RSA.toPublicJWK());
			var serial = new AtomicInteger();
			await().until(() -> isRefused(check,
					Tokens.signed(RSA, (claims) -> claims.subject("newcomer-" + serial.incrementAndGet()))));

			this.clock.advance(Duration.ofMinutes(4));
			assertAccepted(check, token);
			this.clock.advance(Duration.ofMinutes(1));
			assertRefused(check, token);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "a.b.c", "..", "eyJhbGciOiJSUzI1NiJ9..", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA" })
	void aMalformedTokenIsRefused(String token) throws JOSEException {
		assertRefused(byPem(RSA.toRSAPublicKey()), token);
	}

	@Test
	void measuresTheCostOfAVerification() throws JOSEException {
		for (var key : keys()) {
			var check = byPem(publicKey(key));
			var tokens = IntStream.range(0, 100)
				.mapToObj((i) -> Tokens.signed(key, (claims) -> claims.subject("caller-" + i)))
				.toList();
			long start = System.nanoTime();
			tokens.forEach((token) -> authenticate(check, token));
			long first = System.nanoTime();
			for (int i = 0; i < 100; i++) {
				tokens.forEach((token) -> authenticate(check, token));
			}
			log.info("verifying a token ({}) takes {} us, a cached one {} us", key.getKeyType(),
					(first - start) / 100_000, (System.nanoTime() - first) / 10_000 / 1000.0);
		}
	}

	private CachingTokenAuthenticator byPem(PublicKey key) {
		return Tokens.check(Tokens.settings("", Tokens.pem(key)), this.clock);
	}

	private CachingTokenAuthenticator byIssuer(TokenIssuerServer issuer) {
		return Tokens.check(Tokens.settings(issuer.url(), ""), this.clock);
	}

	private static PublicKey publicKey(JWK key) throws JOSEException {
		return (key instanceof ECKey ec) ? ec.toECPublicKey() : key.toRSAKey().toRSAPublicKey();
	}

	/** Keys are refreshed after a second. */
	private static TokenSettings withShortRefresh(TokenSettings settings) {
		return new TokenSettings(settings.jwksUrl(), settings.publicKey(), settings.issuer(), settings.audience(),
				settings.clockSkew(), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(100),
				settings.remembered(), settings.rememberedTokens());
	}

	private static boolean isRefused(CachingTokenAuthenticator check, String token) {
		try {
			authenticate(check, token);
			return false;
		}
		catch (InvalidBearerTokenException ex) {
			return true;
		}
	}

	private static String issued(String issuer, String... audience) {
		return Tokens.signed(RSA, (claims) -> claims.issuer(issuer).audience(List.of(audience)));
	}

	private static String dated(Duration expires, Duration notBefore) {
		UnaryOperator<JWTClaimsSet.Builder> dates = (claims) -> claims
			.expirationTime(Date.from(Tokens.NOW.plus(expires)))
			.notBeforeTime(Date.from(Tokens.NOW.plus(notBefore)));
		return Tokens.signed(RSA, dates);
	}

	private static String hmac(byte[] secret) throws JOSEException {
		var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), Tokens.claims().build());
		token.sign(new MACSigner(secret));
		return token.serialize();
	}

	private static Caller authenticate(CachingTokenAuthenticator check, String token) {
		return (Caller) check.authenticate(new BearerTokenAuthenticationToken(token)).getPrincipal();
	}

	private static void assertAccepted(CachingTokenAuthenticator check, String token) {
		assertThat(authenticate(check, token).tenantId()).isEqualTo(1);
	}

	private static void assertRefused(CachingTokenAuthenticator check, String token) {
		assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> authenticate(check, token))
			.isInstanceOf(InvalidBearerTokenException.class);
	}

}
