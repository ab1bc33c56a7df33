package com.auraconnect.orders.security.tokens;

import java.time.Instant;
import java.util.Date;

import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.nimbusds.jose.jwk.RSAKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Starts the service without its token issuer, which comes up later and fails again. */
@ServiceTest
class IssuerAwayIT {

	private static final RSAKey KEY = Tokens.rsa("issuer-1");

	private static final TokenIssuerServer ISSUER = new TokenIssuerServer(KEY.toPublicJWK());

	private final ServiceClient client;

	IssuerAwayIT(ServiceClient client) {
		this.client = client;
	}

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry properties) {
		ISSUER.breakDown(true);
		properties.add("orders.tokens.jwks-url", ISSUER::url);
		properties.add("orders.tokens.keys-fresh", () -> "2s");
		properties.add("orders.tokens.issuer-timeout", () -> "200ms");
	}

	@AfterAll
	static void close() {
		ISSUER.close();
	}

	@Test
	void requestsGet503OnlyUntilAKeyIsKnown() {
		assertThatProblem(as("early").get("/api/v1/orders")).is(503, "SERVICE_UNAVAILABLE").hasRetryAfter();
		assertThat(this.client.get("/health").status()).isEqualTo(200);

		ISSUER.breakDown(false);
		await().until(() -> as("punctual").get("/api/v1/orders").status() == 200);

		ISSUER.breakDown(true);
		assertThat(as("late").get("/api/v1/orders").status()).isEqualTo(200);
	}

	private ServiceClient as(String subject) {
		var inAnHour = Date.from(Instant.now().plusSeconds(3600));
		return this.client.with("Authorization",
				"Bearer " + Tokens.signed(KEY, (claims) -> claims.subject(subject).expirationTime(inAnHour)));
	}

}
