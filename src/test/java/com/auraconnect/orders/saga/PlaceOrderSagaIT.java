package com.auraconnect.orders.saga;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.auraconnect.orders.sandbox.Authorization;
import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.sandbox.Reservation;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.kagkarlsson.scheduler.Scheduler;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.auraconnect.orders.testing.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Follows orders from their creation to their end, with partners that accept, refuse or
 * are down.
 */
@OutageTest
class PlaceOrderSagaIT {

	/** Location 1 confirms its orders automatically. */
	private static final OrderBody BURGER = OrderBody.burgerAt(1);

	private final Sandbox sandbox;

	private final ServiceClient client;

	private final OrderClient till;

	private final JdbcClient database;

	private final CircuitBreakerRegistry circuits;

	private final Scheduler scheduler;

	private final TestEnvironmentControls controls;

	PlaceOrderSagaIT(TestEnvironmentControls controls, ServiceClient client, TestEnvironment site,
			CircuitBreakerRegistry circuits, Scheduler scheduler) {
		this.controls = controls;
		this.sandbox = controls.sandbox();
		this.client = client.admin(1);
		this.till = new OrderClient(this.client);
		this.database = site.database();
		this.circuits = circuits;
		this.scheduler = scheduler;
	}

	@BeforeEach
	@AfterEach
	void restorePartners() {
		this.controls.restore();
		this.scheduler.resume();
	}

	@Test
	void anOrderIsConfirmedOnceItsStockIsHeld() {
		long id = this.till.take(BURGER.and(OrderBody.line(20, 3)), "confirmed");
		assertThat(reservation(id)).satisfies((held) -> {
			assertThat(held.state()).isEqualTo(Reservation.State.HELD);
			assertThat(held.tenant()).isEqualTo("1");
			assertThat(held.items()).containsExactlyInAnyOrder(new Reservation.StockLine(10, 1),
					new Reservation.StockLine(20, 3));
		});
		assertThat(this.sandbox.payment().authorizationsOf(id)).isEmpty();
		assertThat(callsAbout(id, "inventory")).extracting(RecordedCall::path).containsExactly("/reservations");
		assertThat(statuses(id)).containsExactly("pending", "confirmed");
	}

	@Test
	void aCardIsAuthorizedBeforeConfirmationAndCapturedOnCompletion() {
		JsonNode taken = this.till
			.take(BURGER.with("payment", Map.of("method", "card", "token", "tok_ok", "tip_amount", "5.00")));
		long id = taken.required("id").asLong();
		assertThat(taken.required("payment_status").asText()).isEqualTo("unpaid");
		JsonNode confirmed = this.till.await(id, "confirmed");
		assertThat(confirmed.required("payment_status").asText()).isEqualTo("authorized");
		assertThat(confirmed.at("/payments/0/last_four").asText()).isEqualTo("4242");
		assertThat(authorization(id)).satisfies((held) -> {
			assertThat(held.state()).isEqualTo(Authorization.State.AUTHORIZED);
			assertThat(held.amount()).isEqualByComparingTo("19.16");
			assertThat(held.currency()).isEqualTo("USD");
		});
		this.till.serve(id);
		this.till.await(id, (order) -> order.required("payment_status").asText().equals("paid"));
		assertThat(authorization(id).captured()).isEqualByComparingTo(new BigDecimal("19.16"));
		patiently().untilAsserted(() -> assertThat(reservation(id).state()).isEqualTo(Reservation.State.COMMITTED));
		awaitSagas(id);
		long payment = confirmed.at("/payments/0/id").asLong();
		assertThat(callsAbout(id, "payment")).extracting(RecordedCall::idempotencyKey)
			.containsExactly("order-%d-authorize-%d".formatted(id, payment),
					"order-%d-capture-%d".formatted(id, payment));
		assertThat(callsAbout(id, "inventory")).extracting(RecordedCall::idempotencyKey)
			.satisfiesExactly((key) -> assertThat(key).isEqualTo("order-%d-reserve-1".formatted(id)),
					(key) -> assertThat(key).matches("order-%d-commit-1-[0-9a-f]{12}".formatted(id)));
	}

	@Test
	void theCardTokenIsDeletedAfterTheAnswer() {
		long id = this.till.take(BURGER.paidByCard("tok_ok"), "confirmed");
		assertThat(this.database.sql("SELECT count(*) FROM order_payments WHERE order_id = ? AND card_token IS NULL")
			.param(id)
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	@Test
	void aDeclinedCardCancelsTheOrderAndReleasesItsStock() {
		long id = this.till.take(BURGER.paidByCard("tok_declined"), "cancelled");
		awaitSagas(id);
		JsonNode cancelled = this.till.order(id);
		assertThat(cancelled.at("/cancellation/reason").asText()).isEqualTo("payment_failed");
		assertThat(cancelled.required("payment_status").asText()).isEqualTo("failed");
		assertThat(cancelled.at("/payments/0/decline_code").asText()).isEqualTo("card_declined");
		assertThat(cancelled.at("/status_history/1/changed_by").asText()).isEqualTo("system");
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.RELEASED);
		assertThat(this.sandbox.payment().authorizationsOf(id)).isEmpty();
	}

	@Test
	void stockThatRunsOutAfterTheCheckCancelsTheOrder() {
		this.scheduler.pause();
		long id = this.till.take(BURGER.paidByCard("tok_ok")).required("id").asLong();
		this.sandbox.inventory().runOutOf(List.of(10L));
		this.scheduler.resume();
		JsonNode cancelled = this.till.await(id, "cancelled");
		assertThat(cancelled.at("/cancellation/reason").asText()).isEqualTo("out_of_stock");
		assertThat(statuses(id)).containsExactly("pending", "cancelled");
		awaitSagas(id);
		assertThat(this.sandbox.inventory().reservationsOf(id)).isEmpty();
		assertThat(this.sandbox.payment().authorizationsOf(id)).isEmpty();
	}

	@Test
	void aCardNeverSentIsVoidedWithItsOrder() {
		this.scheduler.pause();
		long id = this.till.take(BURGER.paidByCard("tok_ok")).required("id").asLong();
		this.sandbox.inventory().runOutOf(List.of(10L));
		this.scheduler.resume();
		this.till.await(id, "cancelled");
		awaitSagas(id);
		assertThat(this.sandbox.payment().authorizationsOf(id)).isEmpty();
		assertThat(cards(id)).containsExactly("voided null");
	}

	@Test
	void anOrderCancelledWhileItsCardIsDeclinedReleasesItsStock() {
		this.sandbox.partner("payment").mode(Mode.SLOW, Duration.ofMillis(400));
		long id = this.till.take(BURGER.paidByCard("tok_declined")).required("id").asLong();
		patiently().until(() -> !this.sandbox.inventory().reservationsOf(id).isEmpty());
		this.till.cancel(id);
		awaitSagas(id);
		assertThat(this.till.order(id).at("/cancellation/reason").asText()).isNotEqualTo("payment_failed");
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.RELEASED);
	}

	@Test
	void stockThatRunsOutDuringAnInventoryOutageCancelsTheOrder() {
		this.sandbox.partner("inventory").mode(Mode.DOWN);
		long id = this.till.take(BURGER.paidByCard("tok_ok"), "confirmed");
		this.sandbox.inventory().runOutOf(List.of(10L));
		this.sandbox.partner("inventory").mode(Mode.UP);
		JsonNode cancelled = this.till.await(id, "cancelled");
		assertThat(cancelled.at("/cancellation/reason").asText()).isEqualTo("out_of_stock");
		awaitSagas(id);
		assertThat(this.sandbox.inventory().reservationsOf(id)).isEmpty();
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.VOIDED);
	}

	/** An order in preparation is not cancelled for missing stock. */
	@Test
	void anOrderInPreparationIsNotCancelledForStock() {
		this.sandbox.partner("inventory").mode(Mode.DOWN);
		long id = this.till.take(BURGER, "confirmed");
		this.till.move(id, "preparing");
		this.sandbox.inventory().runOutOf(List.of(10L));
		this.sandbox.partner("inventory").mode(Mode.UP);
		awaitSagas(id);
		assertThat(this.till.status(id)).isEqualTo("preparing");
	}

	@ParameterizedTest
	@EnumSource(names = { "DOWN", "ERROR", "HANG" })
	void anOrderGoesOnWithoutTheInventoryAndReservesLater(Mode mode) {
		this.sandbox.partner("inventory").mode(mode);
		JsonNode taken = this.till.take(BURGER);
		assertThat(taken.at("/degraded").valueStream().map(JsonNode::asText)).containsExactly("inventory");
		long id = taken.required("id").asLong();
		JsonNode confirmed = this.till.await(id, "confirmed");
		assertThat(confirmed.at("/degraded/0").asText()).isEqualTo("inventory");
		assertThat(this.sandbox.inventory().reservationsOf(id)).isEmpty();
		this.sandbox.partner("inventory").mode(Mode.UP);
		JsonNode recovered = this.till.await(id, (order) -> order.required("degraded").isEmpty());
		assertThat(recovered.required("status").asText()).isEqualTo("confirmed");
		awaitSagas(id);
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.HELD);
	}

	/**
	 * The response is lost after the work is done: the retry must find the result, not
	 * repeat the work.
	 */
	@Test
	void stockIsReservedOnceHoweverOftenTheResponseIsLost() {
		this.sandbox.partner("inventory").mode(Mode.SLOW, Duration.ofSeconds(3));
		long id = this.till.take(BURGER, "confirmed");
		this.sandbox.partner("inventory").mode(Mode.UP);
		awaitSagas(id);
		assertThat(callsAbout(id, "inventory")).hasSizeGreaterThan(1)
			.extracting(RecordedCall::idempotencyKey)
			.containsOnly("order-%d-reserve-1".formatted(id));
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.HELD);
	}

	/**
	 * With the key of the order before the edit, the inventory service would return the
	 * old reservation.
	 */
	@Test
	void anIdempotencyKeyNeverCarriesTwoBodies() {
		this.sandbox.partner("inventory").mode(Mode.ERROR);
		JsonNode taken = this.till.take(BURGER);
		long id = taken.required("id").asLong();
		this.till.await(id, "confirmed");
		patiently().until(() -> !callsAbout(id, "inventory").isEmpty());
		long line = taken.at("/items/0/id").asLong();
		assertThat(this.client.put("/api/v1/orders/" + id + "/items/" + line, Map.of("quantity", 3)).status())
			.isEqualTo(200);
		this.sandbox.partner("inventory").mode(Mode.UP);
		this.till.await(id, (order) -> order.required("degraded").isEmpty());

		Map<String, Set<String>> bodies = callsAbout(id, "inventory").stream()
			.collect(Collectors.groupingBy(RecordedCall::idempotencyKey,
					Collectors.mapping(RecordedCall::body, Collectors.toSet())));
		assertThat(bodies).hasSize(2).allSatisfy((key, sent) -> assertThat(sent).as(key).hasSize(1));
		assertThat(reservation(id).items()).containsExactly(new Reservation.StockLine(10, 3));
	}

	@Test
	void anEditOfOtherFieldsKeepsTheIdempotencyKey() {
		this.sandbox.partner("inventory").mode(Mode.SLOW, Duration.ofSeconds(3));
		long id = this.till.take(BURGER, "confirmed");
		assertThat(this.client.patch("/api/v1/orders/" + id, Map.of("notes", "by the window")).status()).isEqualTo(200);
		this.sandbox.partner("inventory").mode(Mode.UP);
		awaitSagas(id);
		assertThat(callsAbout(id, "inventory")).hasSizeGreaterThan(1)
			.extracting(RecordedCall::idempotencyKey)
			.containsOnly("order-%d-reserve-1".formatted(id));
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.HELD);
	}

	@Test
	void anItemOnTwoLinesIsReservedAsOne() {
		long id = this.till.take(BURGER.and(OrderBody.line(20, 1)).and(OrderBody.line(10, 2, 101)), "confirmed");
		assertThat(reservation(id).items()).containsExactlyInAnyOrder(new Reservation.StockLine(10, 3),
				new Reservation.StockLine(20, 1));
	}

	@Test
	void aCardBlockedByTheCircuitBreakerIsVoidedWithItsOrder() {
		this.circuits.circuitBreaker("payment").transitionToForcedOpenState();
		long id = this.till.take(BURGER.paidByCard("tok_ok")).required("id").asLong();
		patiently().until(() -> failures(id) >= 2);
		this.till.cancel(id);
		this.circuits.circuitBreaker("payment").reset();
		awaitSagas(id);
		assertThat(callsAbout(id, "payment")).isEmpty();
		assertThat(cards(id)).containsExactly("voided null");
		assertThat(this.till.order(id).required("degraded")).isEmpty();
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.RELEASED);
	}

	@Test
	void aCardOfAnOrderCancelledBeforeItsSagaIsNeverSent() {
		this.scheduler.pause();
		long id = this.till.take(BURGER.paidByCard("tok_ok")).required("id").asLong();
		this.till.cancel(id);
		this.scheduler.resume();
		awaitSagas(id);
		assertThat(callsAbout(id, "payment")).isEmpty();
		assertThat(cards(id)).containsExactly("voided null");
	}

	/** The authorization may exist, which only a repeated call can tell. */
	@Test
	void aCardInDoubtIsAuthorizedAgainToLearnWhatToVoid() {
		this.sandbox.partner("payment").mode(Mode.SLOW, Duration.ofMinutes(1));
		long id = this.till.take(BURGER.paidByCard("tok_ok")).required("id").asLong();
		patiently().until(() -> failures(id) >= 1);
		this.till.cancel(id);
		this.sandbox.partner("payment").mode(Mode.UP);
		awaitSagas(id);
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.VOIDED);
		assertThat(this.till.order(id).required("degraded")).isEmpty();
	}

	@Test
	void aLaterCardBlockedByTheCircuitBreakerIsVoidedWithItsOrder() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		awaitSagas(id);
		this.circuits.circuitBreaker("payment").transitionToForcedOpenState();
		payByCard(id, "10.00");
		assertThat(this.till.order(id).required("degraded").toString()).isEqualTo("[\"payment\"]");
		this.till.cancel(id);
		this.circuits.circuitBreaker("payment").reset();
		this.till.await(id, (order) -> order.at("/payments/0/status").asText().equals("voided"));
		assertThat(callsAbout(id, "payment")).isEmpty();
		assertThat(this.till.order(id).required("degraded")).isEmpty();
	}

	@Test
	void aLaterPaymentIsRetriedUntilItIsAnswered() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		this.sandbox.partner("payment").mode(Mode.DOWN);
		payByCard(id, "10.00");
		assertThat(this.till.order(id).required("degraded").toString()).isEqualTo("[\"payment\"]");
		this.sandbox.partner("payment").mode(Mode.UP);
		this.till.await(id, (order) -> order.at("/payments/0/status").asText().equals("authorized")
				&& order.required("degraded").isEmpty());
	}

	private List<String> cards(long id) {
		return this.database.sql("SELECT status, card_token FROM order_payments WHERE order_id = ?")
			.param(id)
			.query((row, _) -> row.getString("status") + " " + row.getString("card_token"))
			.list();
	}

	@ParameterizedTest
	@EnumSource(names = { "DOWN", "ERROR" })
	void anOrderWaitsForThePaymentService(Mode mode) {
		this.sandbox.partner("payment").mode(mode);
		long id = this.till.take(BURGER.paidByCard("tok_ok")).required("id").asLong();
		patiently().until(() -> failures(id) >= 2);
		assertThat(this.till.status(id)).isEqualTo("pending");
		assertThat(this.till.order(id).required("degraded").toString()).isEqualTo("[\"payment\"]");
		assertThat(this.sandbox.inventory().reservationsOf(id)).hasSize(1);
		this.sandbox.partner("payment").mode(Mode.UP);
		JsonNode confirmed = this.till.await(id, "confirmed");
		assertThat(confirmed.required("degraded")).isEmpty();
		assertThat(confirmed.required("payment_status").asText()).isEqualTo("authorized");
		awaitSagas(id);
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.AUTHORIZED);
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.HELD);
	}

	@Test
	void cashNeedsNoPaymentService() {
		this.sandbox.partner("payment").mode(Mode.DOWN);
		long id = this.till.take(BURGER.paidInCash(), "confirmed");
		assertThat(this.till.order(id).required("payment_status").asText()).isEqualTo("paid");
	}

	@Test
	void aCancelledOrderVoidsItsCardAndReleasesItsStock() {
		long id = this.till.take(BURGER.paidByCard("tok_ok"), "confirmed");
		this.till.cancel(id);
		awaitSagas(id);
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.VOIDED);
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.RELEASED);
		assertThat(this.till.order(id).required("payment_status").asText()).isEqualTo("unpaid");
		assertThat(this.till.order(id).at("/payments/0/status").asText()).isEqualTo("voided");
	}

	@Test
	void compensationsAreRetriedUntilPartnersAreBack() {
		long id = this.till.take(BURGER.paidByCard("tok_ok"), "confirmed");
		this.sandbox.partner("inventory").mode(Mode.DOWN);
		this.sandbox.partner("payment").mode(Mode.DOWN);
		assertThat(this.till.cancel(id).required("status").asText()).isEqualTo("cancelled");
		patiently().until(() -> failures(id) >= 1);
		this.sandbox.partner("inventory").mode(Mode.UP);
		this.sandbox.partner("payment").mode(Mode.UP);
		awaitSagas(id);
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.VOIDED);
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.RELEASED);
	}

	@Test
	void aCardAuthorizedAfterTheCancellationIsVoided() {
		this.sandbox.partner("payment").mode(Mode.SLOW, Duration.ofMillis(400));
		long id = this.till.take(BURGER.paidByCard("tok_ok")).required("id").asLong();
		patiently().until(() -> !callsAbout(id, "payment").isEmpty());
		this.till.cancel(id);
		awaitSagas(id);
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.VOIDED);
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.RELEASED);
		assertThat(statuses(id)).containsExactly("pending", "cancelled");
	}

	@Test
	void anOrderCancelledDuringAPaymentOutageLeavesNoAuthorization() {
		this.sandbox.partner("payment").mode(Mode.ERROR);
		long id = this.till.take(BURGER.paidByCard("tok_ok")).required("id").asLong();
		patiently().until(() -> failures(id) >= 1);
		this.till.cancel(id);
		this.sandbox.partner("payment").mode(Mode.UP);
		awaitSagas(id);
		assertThat(this.till.status(id)).isEqualTo("cancelled");
		assertThat(reservation(id).state()).isEqualTo(Reservation.State.RELEASED);
		assertThat(this.sandbox.payment().authorizationsOf(id)).extracting(Authorization::state)
			.doesNotContain(Authorization.State.AUTHORIZED);
	}

	@Test
	void aCompletedOrderIsFinal() {
		long id = this.till.take(BURGER.paidByCard("tok_ok"), "confirmed");
		this.till.serve(id);
		assertThatProblem(this.till.tryToCancel(id)).is(409, "INVALID_STATE");
		awaitSagas(id);
		assertThat(authorization(id).state()).isEqualTo(Authorization.State.CAPTURED);
		assertThat(authorization(id).refunded()).isZero();
	}

	@Test
	void aFailedCaptureDoesNotStopTheNextCard() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		payByCard(id, "10.00");
		Authorization first = authorization(id);
		payByCard(id, "4.16");
		this.sandbox.payment().put(first.voided());
		this.till.move(id, "confirmed");
		this.till.serve(id);

		JsonNode order = this.till.await(id, (now) -> now.at("/payments/1/status").asText().equals("captured"));
		assertThat(order.at("/payments/0/status").asText()).isEqualTo("authorized");
		deleteSagas(id);
	}

	@Test
	void aFailedVoidDoesNotStopTheNextCardAndCash() {
		long id = this.till.take(OrderBody.burgerAt(2)).required("id").asLong();
		payByCard(id, "10.00");
		Authorization first = authorization(id);
		payByCard(id, "3.00");
		this.client.post("/api/v1/orders/" + id + "/payments", Map.of("method", "cash", "amount", "1.16"));
		this.sandbox.payment().put(captured(first));
		this.till.cancel(id);

		JsonNode order = this.till.await(id, (now) -> now.at("/payments/1/status").asText().equals("voided")
				&& now.at("/payments/2/refunded_amount").asText().equals("1.16"));
		assertThat(order.at("/payments/0/status").asText()).isEqualTo("authorized");
		deleteSagas(id);
	}

	/** Deletes a saga that the payment service would refuse forever. */
	private void deleteSagas(long id) {
		patiently().until(() -> this.database.sql("DELETE FROM scheduled_tasks WHERE task_instance = ? AND NOT picked")
			.param("1/" + id)
			.update() > 0);
	}

	private void payByCard(long id, String amount) {
		assertThat(this.client
			.post("/api/v1/orders/" + id + "/payments", Map.of("method", "card", "amount", amount, "token", "tok_ok"))
			.status()).isEqualTo(200);
	}

	private static Authorization captured(Authorization held) {
		return new Authorization(held.authorizationId(), held.tenant(), held.orderId(), held.checkId(), held.amount(),
				held.currency(), Authorization.State.CAPTURED, held.amount(), held.refunded());
	}

	@Test
	void anUnknownItemIsRefusedDuringAMenuOutage() {
		this.sandbox.partner("menu").mode(Mode.DOWN);
		Answer refused = this.client.post("/api/v1/orders", OrderBody.at(1, OrderBody.line(9001, 1)));
		assertThatProblem(refused).is(503, "MENU_UNAVAILABLE").hasRetryAfter();
		this.sandbox.partner("menu").mode(Mode.UP);
		patiently().untilAsserted(() -> assertThat(this.client.post("/api/v1/orders", BURGER).status()).isEqualTo(201));
	}

	private List<String> statuses(long id) {
		return this.till.order(id)
			.required("status_history")
			.valueStream()
			.map((change) -> change.required("to_status").asText())
			.toList();
	}

	/** Returns the only reservation of the order. */
	private Reservation reservation(long id) {
		assertThat(this.sandbox.inventory().reservationsOf(id)).hasSize(1);
		return this.sandbox.inventory().reservationsOf(id).getFirst();
	}

	/** Returns the only authorization of the order. */
	private Authorization authorization(long id) {
		assertThat(this.sandbox.payment().authorizationsOf(id)).hasSize(1);
		return this.sandbox.payment().authorizationsOf(id).getFirst();
	}

	/** Returns the writes about the order that the partner has received. */
	private List<RecordedCall> callsAbout(long id, String partner) {
		return this.sandbox.partner(partner)
			.calls()
			.stream()
			.filter((call) -> call.idempotencyKey() != null
					&& call.idempotencyKey().startsWith("order-%d-".formatted(id)))
			.toList();
	}

	private void awaitSagas(long id) {
		patiently().until(() -> this.database.sql("SELECT count(*) FROM scheduled_tasks WHERE task_instance = ?")
			.param("1/" + id)
			.query(Long.class)
			.single() == 0);
	}

	/** Returns how often a saga of the order has failed so far. */
	private int failures(long id) {
		return this.database
			.sql("SELECT coalesce(max(consecutive_failures), 0) FROM scheduled_tasks WHERE task_instance = ?")
			.param("1/" + id)
			.query(Integer.class)
			.single();
	}

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
	}

}
