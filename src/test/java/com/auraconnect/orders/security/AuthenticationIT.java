package com.auraconnect.orders.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.TokenIssuer;
import com.auraconnect.orders.sandbox.TokenRequest;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Accepts valid tokens and refuses all others. */
@ServiceTest
class AuthenticationIT {

	private static final String ORDERS = "/api/v1/orders";

	private final ServiceClient client;

	private final TokenIssuer issuer;

	AuthenticationIT(ServiceClient client, Sandbox sandbox) {
		this.client = client;
		this.issuer = sandbox.tokens();
	}

	@Test
	void aValidTokenIsAccepted() {
		assertThat(bearing(this.issuer.sign(claims().build())).status()).isEqualTo(200);
	}

	@Test
	void aRequestWithoutATokenIsRefused() {
		assertUnauthorized(this.client.get(ORDERS));
		assertUnauthorized(this.client.post(ORDERS, OrderBody.burgerAt(1)));
		assertUnauthorized(this.client.get("/api/v1/nothing"));
		assertUnauthorized(this.client.with("Authorization", "Basic YWRtaW46YWRtaW4=").get(ORDERS));
	}

	@Test
	void noSessionCookieIsSet() {
		assertThat(bearing(this.issuer.sign(claims().build())).header("Set-Cookie")).isEmpty();
		assertThat(this.client.get(ORDERS).header("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.e30.", "..", "two words" })
	void aMalformedTokenIsRefused(String token) {
		assertUnauthorized(bearing(token));
	}

	@Test
	void anExpiredTokenIsRefused() {
		assertUnauthorized(this.client.as(TokenRequest.admin(1).goodFor(Duration.ofMinutes(-5))).get(ORDERS));
	}

	@Test
	void aTokenWithoutExpiryIsRefused() {
		assertUnauthorized(bearing(this.issuer.sign(claims().expirationTime(null).build())));
	}

	@Test
	void aTokenThatIsNotYetValidIsRefused() {
		assertUnauthorized(
				bearing(this.issuer.sign(claims().notBeforeTime(Date.from(Instant.now().plusSeconds(600))).build())));
	}

	@Test
	void aTokenOfAnotherIssuerIsRefused() {
		assertUnauthorized(bearing(TokenIssuer.generated().token(TokenRequest.admin(1))));
	}

	@Test
	void anUnsignedTokenIsRefused() {
		assertUnauthorized(bearing(new PlainJWT(claims().build()).serialize()));
	}

	/** The public key is not secret, so it must not work as an HMAC secret. */
	@Test
	void aTokenSignedWithThePublicKeyIsRefused() throws JOSEException {
		var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
		token.sign(new MACSigner(this.issuer.publicKeyPem().getBytes(StandardCharsets.US_ASCII)));
		assertUnauthorized(bearing(token.serialize()));
	}

	@Test
	void aTokenWithChangedClaimsIsRefused() {
		String[] parts = this.issuer.token(TokenRequest.customer(1, 7)).split("\\.");
		String[] stronger = this.issuer.token(TokenRequest.admin(1)).split("\\.");
		assertUnauthorized(bearing(parts[0] + "." + stronger[1] + "." + parts[2]));
	}

	@ParameterizedTest
	@MethodSource("incompleteClaims")
	void aTokenWithIncompleteClaimsIsRefused(JWTClaimsSet claims) {
		assertUnauthorized(bearing(this.issuer.sign(claims)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/health", "/livez", "/readyz", "/actuator/health/liveness", "/actuator/health/readiness",
			"/actuator/prometheus" })
	void opsNeedNoToken(String path) {
		assertThat(this.client.get(path).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/env", "/actuator/health", "/actuator/heapdump", "/actuator/info" })
	void opsSeeNothingElse(String path) {
		assertUnauthorized(this.client.get(path));
	}

	private static Stream<JWTClaimsSet> incompleteClaims() {
		return Stream
			.of(claims().subject(null), claims().subject(" "), claims().claim("tenant_id", null),
					claims().claim("tenant_id", "1"), claims().claim("tenant_id", 1.5), claims().claim("role", null),
					claims().claim("role", "boss"), claims().claim("role", List.of("admin")),
					claims().claim("role", "customer"), claims().claim("role", "staff"),
					claims().claim("role", "staff").claim("location_ids", 1),
					claims().claim("role", "staff").claim("location_ids", List.of("1")))
			.map(JWTClaimsSet.Builder::build);
	}

	private static JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().subject("caller")
			.claim("tenant_id", 1)
			.claim("role", "admin")
			.expirationTime(Date.from(Instant.now().plusSeconds(60)));
	}

	private Answer bearing(String token) {
		return this.client.with("Authorization", "Bearer " + token).get(ORDERS);
	}

	private static void assertUnauthorized(Answer answer) {
		assertThatProblem(answer).is(401, "UNAUTHORIZED");
		assertThat(answer.header("WWW-Authenticate"))
			.hasValueSatisfying((challenge) -> assertThat(challenge).startsWith("Bearer"));
	}

}
