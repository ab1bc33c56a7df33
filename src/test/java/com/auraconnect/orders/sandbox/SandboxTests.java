package com.auraconnect.orders.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.auraconnect.orders.sandbox.Authorization.State;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.security.converter.RsaKeyConverters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class SandboxTests {

	private final Sandbox sandbox = Sandbox.start();

	private final HttpClient http = HttpClient.newHttpClient();

	@AfterEach
	void stop() {
		this.http.close();
		this.sandbox.close();
	}

	@Test
	void theEnvironmentNamesEveryPartnerAndTheKeys() {
		assertThat(this.sandbox.environment()).containsOnlyKeys("MENU_SERVICE_URL", "INVENTORY_SERVICE_URL",
				"PAYMENT_SERVICE_URL", "CUSTOMER_SERVICE_URL", "NOTIFICATION_SERVICE_URL", "ANALYTICS_SERVICE_URL",
				"JWT_PUBLIC_KEY");
	}

	@Test
	void theMenuListsAllModifiersOfAnItem() throws Exception {
		var answer = post("menu", "/validate",
				"{'location_id': 1, 'items': [{'menu_item_id': 10, 'modifiers': [101]}]}");

		var burger = Json.tree(answer.body()).at("/items/0");
		assertThat(burger.at("/name").asText()).isEqualTo("Cheeseburger");
		assertThat(burger.at("/price").asText()).isEqualTo("12.99");
		assertThat(burger.at("/station").asText()).isEqualTo("grill");
		assertThat(burger.at("/modifiers")).hasSizeGreaterThan(1);
		assertThat(Json.tree(answer.body()).at("/errors")).isEmpty();
	}

	@Test
	void theMenuNamesUnknownItemsAndModifiers() throws Exception {
		var answer = post("menu", "/validate",
				"{'location_id': 1, 'items': [{'menu_item_id': 9}, {'menu_item_id': 10, 'modifiers': [121]}]}");

		assertThat(Json.tree(answer.body()).at("/errors").findValuesAsText("code")).containsExactly("unknown_item",
				"unknown_modifier");
	}

	@Test
	void itemThirtyIsOnTheMenuAndNeverInStock() throws Exception {
		assertThat(this.sandbox.menu().item(30).available()).isTrue();

		var check = post("inventory", "/check", "{'location_id': 1, 'items': [{'menu_item_id': 30, 'quantity': 1}]}");
		assertThat(Json.tree(check.body()).at("/available").asBoolean()).isFalse();
		assertThat(Json.tree(check.body()).at("/shortages/0/menu_item_id").asLong()).isEqualTo(30);

		var reservation = post("inventory", "/reservations",
				"{'order_id': 1, 'items': [{'menu_item_id': 30, 'quantity': 1}]}");
		assertThat(reservation.statusCode()).isEqualTo(409);
		assertThat(this.sandbox.inventory().reservations()).isEmpty();
	}

	@Test
	void aRepeatedKeyReservesOnce() throws Exception {
		String order = "{'order_id': 7, 'items': [{'menu_item_id': 10, 'quantity': 2}]}";

		var first = post("inventory", "/reservations", order, "order-7-reserve");
		var again = post("inventory", "/reservations", order, "order-7-reserve");

		assertThat(first.statusCode()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(this.sandbox.inventory().reservationsOf(7)).hasSize(1);
		assertThat(this.sandbox.partner("inventory").calls()).hasSize(2);
	}

	@Test
	void aReservationIsEitherCommittedOrReleased() throws Exception {
		post("inventory", "/reservations", "{'order_id': 7, 'items': [{'menu_item_id': 10, 'quantity': 2}]}");
		String path = "/reservations/" + this.sandbox.inventory().reservations().getFirst().reservationId();

		assertThat(post("inventory", path + "/commit", "").statusCode()).isEqualTo(204);
		assertThat(post("inventory", path + "/commit", "").statusCode()).isEqualTo(204);
		assertThat(send(request("inventory", path).DELETE()).statusCode()).isEqualTo(409);
	}

	@Test
	void onlyTheGoodTokenIsApproved() throws Exception {
		assertThat(authorize("tok_ok").statusCode()).isEqualTo(201);
		assertThat(authorize("tok_declined").statusCode()).isEqualTo(402);
		assertThat(authorize("tok_whatever").body()).contains("decline_code");
		assertThat(this.sandbox.payment().authorizationsOf(7)).hasSize(1);
	}

	@Test
	void aCapturedPaymentIsRefundedUpToItsAmount() throws Exception {
		authorize("tok_ok");
		String id = this.sandbox.payment().authorizations().getFirst().authorizationId();
		String refund = "{'authorization_id': '%s', 'amount': '20.00', 'reason': 'cold'}".formatted(id);

		assertThat(post("payment", "/refunds", refund).statusCode()).isEqualTo(409);
		assertThat(post("payment", "/authorizations/" + id + "/capture", "").statusCode()).isEqualTo(200);
		assertThat(post("payment", "/refunds", refund).statusCode()).isEqualTo(201);
		assertThat(post("payment", "/refunds", refund).statusCode()).isEqualTo(409);
		assertThat(post("payment", "/authorizations/" + id + "/void", "").statusCode()).isEqualTo(409);
		assertThat(this.sandbox.payment().authorizations().getFirst().state()).isEqualTo(State.CAPTURED);
		assertThat(this.sandbox.payment().authorizations().getFirst().refunded()).isEqualByComparingTo("20.00");
	}

	@Test
	void someCustomersAreKnown() throws Exception {
		assertThat(send(request("customer", "/customers/123").GET()).body()).contains("@example.com");
		assertThat(send(request("customer", "/customers/201").GET()).statusCode()).isEqualTo(404);
	}

	@Test
	void aPartnerThatIsDownRefusesConnectionsAndComesBackOnItsPort() throws Exception {
		Partner menu = this.sandbox.partner("menu");
		var before = menu.url();

		menu.mode(Mode.DOWN);
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> post("menu", "/validate", "{}"));
		menu.mode(Mode.UP);

		assertThat(post("menu", "/validate", "{}").statusCode()).isEqualTo(200);
		assertThat(menu.url()).isEqualTo(before);
		assertThat(menu.calls()).hasSize(1);
	}

	@Test
	void aPartnerInErrorDoesNothing() throws Exception {
		this.sandbox.partner("payment").mode(Mode.ERROR);

		assertThat(authorize("tok_ok").statusCode()).isEqualTo(500);
		assertThat(this.sandbox.payment().authorizations()).isEmpty();
		assertThat(this.sandbox.partner("payment").calls()).extracting(RecordedCall::status).containsExactly(500);
	}

	@Test
	void aSlowPartnerDoesTheWorkBeforeItAnswers() {
		this.sandbox.partner("payment").mode(Mode.SLOW, Duration.ofHours(1));

		CompletableFuture<HttpResponse<String>> answer = this.http.sendAsync(authorization("tok_ok").build(),
				BodyHandlers.ofString());
		await().until(() -> this.sandbox.payment().authorizations().size() == 1);
		assertThat(answer).isNotDone();

		this.sandbox.partner("payment").mode(Mode.UP);
		assertThat(answer).succeedsWithin(Duration.ofSeconds(5));
	}

	@Test
	void aHangingPartnerNeverAnswersAndDropsTheCallWhenItsModeChanges() {
		Partner payment = this.sandbox.partner("payment");
		payment.mode(Mode.HANG);

		var answer = this.http.sendAsync(authorization("tok_ok").build(), BodyHandlers.ofString());
		await().until(() -> !payment.calls().isEmpty());
		assertThat(answer).isNotDone();
		assertThat(payment.calls().getFirst().status()).isZero();

		payment.mode(Mode.UP);
		assertThat(answer).failsWithin(Duration.ofSeconds(5))
			.withThrowableThat()
			.withCauseInstanceOf(IOException.class);
		assertThat(this.sandbox.payment().authorizations()).isEmpty();
	}

	@Test
	void aCallIsRecordedWithItsKeyAndBody() throws Exception {
		post("notification", "/notifications", "{'template': 'order_confirmed'}", "order-7-notify");

		assertThat(this.sandbox.partner("notification").calls()).singleElement().satisfies((call) -> {
			assertThat(call.method()).isEqualTo("POST");
			assertThat(call.path()).isEqualTo("/notifications");
			assertThat(call.idempotencyKey()).isEqualTo("order-7-notify");
			assertThat(call.json().at("/template").asText()).isEqualTo("order_confirmed");
			assertThat(call.status()).isEqualTo(202);
		});
	}

	@Test
	void onlyTheNewestCallsAreKept() {
		var log = new CallLog();
		for (int i = 0; i <= CallLog.CAPACITY; i++) {
			log.add(new RecordedCall("POST", "/" + i, null, "", 202, Map.of()));
		}

		assertThat(log.calls()).hasSize(CallLog.CAPACITY);
		assertThat(log.calls().getFirst().path()).isEqualTo("/1");
	}

	@Test
	void aTokenCarriesTheScopesThatItIsAskedFor() throws Exception {
		var token = SignedJWT
			.parse(this.sandbox.tokens().token(TokenRequest.admin(1).withScope("orders.read kitchen")));

		assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("orders.read kitchen");
		assertThat(SignedJWT.parse(this.sandbox.tokens().token(TokenRequest.admin(1))).getJWTClaimsSet().getClaims())
			.doesNotContainKey("scope");
	}

	@Test
	void aTokenCarriesTheClaimsOfTheContract() throws Exception {
		var token = SignedJWT.parse(this.sandbox.tokens().token(TokenRequest.staff(1, 1L, 2L).as("anna")));

		assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("anna");
		assertThat(token.getJWTClaimsSet().getLongClaim("tenant_id")).isEqualTo(1);
		assertThat(token.getJWTClaimsSet().getStringClaim("role")).isEqualTo("staff");
		assertThat(token.getJWTClaimsSet().getListClaim("location_ids")).isEqualTo(List.of(1L, 2L));
		assertThat(token.getJWTClaimsSet().getExpirationTime()).isInTheFuture();
		assertThat(token.getJWTClaimsSet().getIssueTime()).isNotNull();
	}

	@Test
	void tokensSurviveARestart(@TempDir Path state) throws Exception {
		String token = restarted(state, Sandbox::tokens).token(TokenRequest.admin(1));
		String pem = restarted(state, Sandbox::tokens).publicKeyPem();

		var key = RsaKeyConverters.x509().convert(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
		assertThat(SignedJWT.parse(token).verify(new RSASSAVerifier(key))).isTrue();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("signing-key.json"))))
			.isEqualTo("rw-------");
	}

	private static <T> T restarted(Path state, Function<Sandbox, T> question) {
		try (Sandbox sandbox = Sandbox.start(state)) {
			return question.apply(sandbox);
		}
	}

	private HttpResponse<String> authorize(String cardToken) throws Exception {
		return send(authorization(cardToken));
	}

	private HttpRequest.Builder authorization(String cardToken) {
		return request("payment", "/authorizations")
			.POST(json("{'order_id': 7, 'amount': '33.98', 'currency': 'USD', 'token': '%s'}".formatted(cardToken)));
	}

	private HttpResponse<String> post(String partner, String path, String body) throws Exception {
		return send(request(partner, path).POST(json(body)));
	}

	private HttpResponse<String> post(String partner, String path, String body, String key) throws Exception {
		return send(request(partner, path).header("Idempotency-Key", key).POST(json(body)));
	}

	private HttpRequest.Builder request(String partner, String path) {
		return HttpRequest.newBuilder(this.sandbox.partner(partner).url().resolve(path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	private static HttpRequest.BodyPublisher json(String text) {
		return BodyPublishers.ofString(text.replace('\'', '"'));
	}

}
