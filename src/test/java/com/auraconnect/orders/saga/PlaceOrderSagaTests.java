package com.auraconnect.orders.saga;

import java.util.Map;
import java.util.Set;

import com.auraconnect.orders.order.CancellationReason;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import com.auraconnect.orders.order.OrderEvent.Updated;
import com.auraconnect.orders.order.OrderMother;
import com.auraconnect.orders.order.OrderNotFound;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PaymentStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.FRIES;
import static com.auraconnect.orders.order.OrderMother.burger;
import static com.auraconnect.orders.order.OrderMother.order;
import static com.auraconnect.orders.order.OrderStatus.CANCELLED;
import static com.auraconnect.orders.order.OrderStatus.COMPLETED;
import static com.auraconnect.orders.order.OrderStatus.CONFIRMED;
import static com.auraconnect.orders.order.OrderStatus.PENDING;
import static com.auraconnect.orders.order.OrderStatus.PREPARING;
import static com.auraconnect.orders.saga.SagaScenario.given;
import static com.auraconnect.orders.saga.SagaScenario.givenConfirmationByHand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Brings accepted orders to the kitchen, with partners that accept, refuse or are down.
 */
class PlaceOrderSagaTests {

	@Test
	void anOrderIsConfirmedOnceItsStockIsHeld() {
		var saga = given(burger()).whenPlacedAtOnce().thenDone().status(CONFIRMED).inventoryWasAsked("reserve");

		assertThat(saga.inventory.reservations()).isEqualTo(Map.of("r-42", "held"));
		assertThat(saga.order.stock().reservationId()).isEqualTo("r-42");
		assertThat(saga.payments.calls()).isEmpty();
		assertThat(saga.orders.transactions()).as("versions").containsExactly(2);
		assertThat(saga.recordedVersions).containsExactly(2);
	}

	@Test
	void aCardIsAuthorizedWithItsTipBeforeTheOrderIsConfirmed() {
		var saga = given(byCard("tok_ok")).whenPlacedAtOnce()
			.thenDone()
			.status(CONFIRMED)
			.paymentsWereAsked("authorize 1");

		assertThat(saga.payments.holds()).isEqualTo(Map.of("a-1", "holds 13.00 USD"));
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.AUTHORIZED);
		assertThat(saga.orders.transactions()).as("versions").containsExactly(2);
		assertThat(saga.recordedVersions).containsExactly(2);
	}

	@Test
	void cashNeedsNoPaymentService() {
		var saga = given(order().with(BURGER, 1).paidInCash().taken());
		saga.payments.goAway();

		saga.whenPlaced().thenDone().status(CONFIRMED);
		assertThat(saga.payments.calls()).isEmpty();
	}

	@Test
	void anOrderOfALocationThatConfirmsByHandStaysPending() {
		var saga = givenConfirmationByHand(byCard("tok_ok")).whenPlacedAtOnce().thenDone().status(PENDING);

		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.AUTHORIZED);
		assertThat(saga.recordedVersions).hasSize(1);
	}

	@Test
	void aRepeatedRunCallsNoPartnerAgain() {
		given(byCard("tok_ok")).whenPlaced()
			.whenPlaced()
			.thenDone()
			.inventoryWasAsked("reserve")
			.paymentsWereAsked("authorize 1")
			.status(CONFIRMED);
	}

	@Test
	void aDeclinedCardCancelsTheOrderAndTheCancellationReleasesItsStock() {
		var saga = given(byCard("tok_declined")).whenPlacedAtOnce().thenDone().status(CANCELLED);

		assertThat(saga.order.cancellation().reason()).isEqualTo(CancellationReason.PAYMENT_FAILED);
		assertThat(saga.order.stock().reservationId()).isEqualTo("r-42");
		assertThat(saga.orders.transactions()).as("versions").containsExactly(2);
		assertThat(saga.recordedVersions).isEmpty();
		saga.whenCancelled().thenDone().nothingIsHeld().inventoryWasAsked("reserve", "release");
	}

	@Test
	void missingStockCancelsTheOrderBeforeThePaymentCall() {
		var saga = given(byCard("tok_ok"));
		saga.inventory.runOut();

		saga.whenPlacedAtOnce().thenDone().status(CANCELLED).nothingIsHeld();
		assertThat(saga.order.cancellation().reason()).isEqualTo(CancellationReason.OUT_OF_STOCK);
		assertThat(saga.payments.calls()).isEmpty();
		assertThat(saga.order.payments().getFirst().cardToken()).isNull();
		saga.whenCancelled().thenDone().inventoryWasAsked("reserve");
		assertThat(saga.payments.calls()).isEmpty();
	}

	@Test
	void missingStockOnlyDegradesAnOrderThatWasSoldOffline() {
		var saga = given(order().with(BURGER, 1).paidInCash().placedAt(OrderMother.TAKEN.minusSeconds(9_000)).taken());
		saga.inventory.runOut();

		saga.whenPlacedAtOnce().thenDone().status(CONFIRMED).inventoryWasAsked("reserve").nothingIsHeld();
		assertThat(saga.order.degraded()).containsExactly(Partner.INVENTORY);
		assertThat(saga.recordedVersions).as("no later run asks again").containsExactly(2);
	}

	@Test
	void anOrderThatWasSoldOfflineReservesItsStockLikeAnyOther() {
		var saga = given(order().with(BURGER, 1).placedAt(OrderMother.TAKEN.minusSeconds(9_000)).taken());

		saga.whenPlacedAtOnce().thenDone().status(CONFIRMED).inventoryWasAsked("reserve");
		assertThat(saga.order.degraded()).isEmpty();
		assertThat(saga.order.stock().reservationId()).isEqualTo("r-42");
	}

	@Test
	void anOrderThatWasHandedOverOfflineReservesNothing() {
		var saga = given(handedOver("tok_ok"));
		saga.inventory.runOut();

		saga.whenPlacedAtOnce().thenDone().status(COMPLETED).nothingIsHeld().inventoryWasAsked();
		assertThat(saga.order.degraded()).isEmpty();
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
		assertThat(saga.payments.holds()).isEqualTo(Map.of("a-1", "captured 13.00"));
	}

	@Test
	void aDeclinedCardLeavesAnOrderCompletedThatWasHandedOverOffline() {
		var saga = given(handedOver("tok_declined")).whenPlacedAtOnce().thenDone().status(COMPLETED).nothingIsHeld();

		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.FAILED);
		assertThat(saga.order.cancellation()).isNull();
	}

	@Test
	void anOrderThatWasHandedOverOfflineIsChargedAfterAPaymentOutage() {
		var saga = given(handedOver("tok_ok"));
		saga.payments.goAway();
		saga.whenPlacedAtOnce().thenFailed("authorize-card").status(COMPLETED);
		assertThat(saga.order.degraded()).containsExactly(Partner.PAYMENT);

		saga.payments.comeBack();
		saga.whenPlaced().thenDone().status(COMPLETED).nothingIsHeld().inventoryWasAsked();
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
		assertThat(saga.order.degraded()).isEmpty();
	}

	private static Order handedOver(String token) {
		return order().with(BURGER, 1)
			.paidByCard(token, "2.00")
			.handedOverAt(OrderMother.TAKEN.minusSeconds(9_000))
			.taken();
	}

	@Test
	void anOrderGoesOnWithoutTheInventoryAndReservesLater() {
		var saga = given(byCard("tok_ok"));
		saga.inventory.goAway();

		saga.whenPlacedAtOnce().thenFailed("reserve-stock").status(CONFIRMED).paymentsWereAsked("authorize 1");
		assertThat(saga.order.degraded()).containsExactly(Partner.INVENTORY);
		assertThat(saga.recordedVersions).as("an unfinished saga is not recorded as done").isEmpty();

		saga.inventory.comeBack();
		saga.whenPlaced().thenDone().status(CONFIRMED).paymentsWereAsked("authorize 1");
		assertThat(saga.order.degraded()).isEmpty();
		assertThat(saga.order.stock().reservationId()).isEqualTo("r-42");
		assertThat(saga.orders.events()).filteredOn(StatusChanged.class::isInstance).hasSize(1);
		assertThat(saga.orders.events()).endsWith(new Updated(Set.of("degraded")));
	}

	@Test
	void anOrderWaitsForThePaymentServiceWithItsStockHeld() {
		var saga = given(byCard("tok_ok"));
		saga.payments.goAway();

		saga.whenPlacedAtOnce().thenFailed("authorize-card").status(PENDING);
		assertThat(saga.order.stock().reservationId()).isEqualTo("r-42");
		assertThat(saga.recordedVersions).isEmpty();

		saga.payments.comeBack();
		saga.whenPlaced()
			.thenDone()
			.status(CONFIRMED)
			.inventoryWasAsked("reserve")
			.paymentsWereAsked("authorize 1", "authorize 1");
	}

	@Test
	void aLostAuthorizationResponseIsFetchedByTheNextRun() {
		var saga = given(byCard("tok_ok"));
		saga.payments.loseAnswers();
		saga.whenPlaced().thenFailed("authorize-card").status(PENDING);

		saga.payments.comeBack();
		saga.whenPlaced().thenDone().status(CONFIRMED);
		assertThat(saga.payments.holds()).isEqualTo(Map.of("a-1", "holds 13.00 USD"));
	}

	@Test
	void duringBothOutagesAnOrderIsPendingAndDegraded() {
		var saga = given(byCard("tok_ok"));
		saga.inventory.goAway();
		saga.payments.goAway();

		saga.whenPlaced().thenFailed("authorize-card").status(PENDING);
		assertThat(saga.order.degraded()).containsExactly(Partner.INVENTORY, Partner.PAYMENT);
		assertThat(saga.order.stock().reservationId()).isNull();
	}

	@Test
	void stockThatRunsOutDuringAnInventoryOutageCancelsAConfirmedOrder() {
		var saga = given(byCard("tok_ok"));
		saga.inventory.goAway();
		saga.whenPlaced().thenFailed("reserve-stock").status(CONFIRMED);

		saga.inventory.comeBack();
		saga.inventory.runOut();
		saga.whenPlaced().thenDone().status(CANCELLED);
		saga.whenCancelled().thenDone().nothingIsHeld().paymentsWereAsked("authorize 1", "cancel 1");
	}

	/** The first run may have reached the payment service, whose response was lost. */
	@ParameterizedTest
	@ValueSource(strings = { "tok_ok", "tok_declined" })
	void aCardInDoubtIsAuthorizedAgainToLearnWhatToVoid(String token) {
		var saga = given(byCard(token));
		saga.inventory.goAway();
		saga.payments.loseAnswers();
		saga.whenPlaced();

		saga.inventory.comeBack();
		saga.inventory.runOut();
		saga.payments.comeBack();
		saga.whenPlaced().thenDone().status(CANCELLED).nothingIsHeld();
		assertThat(saga.order.payments().getFirst().cardToken()).isNull();
	}

	@Test
	void anOrderInPreparationIsPaidThoughItsStockIsMissing() {
		var saga = given(byCard("tok_ok")).moveTo(PREPARING);
		saga.inventory.runOut();

		saga.whenPlaced().thenDone().status(PREPARING).paymentsWereAsked("authorize 1");
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.AUTHORIZED);
	}

	@Test
	void anOrderInPreparationIsNotCancelledForItsCard() {
		var saga = given(byCard("tok_declined")).moveTo(PREPARING).whenPlaced().thenDone().status(PREPARING);

		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.FAILED);
		assertThat(saga.order.stock().reservationId()).isEqualTo("r-42");
		assertThat(saga.inventory.reservations()).isEqualTo(Map.of("r-42", "held"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tok_ok", "tok_declined" })
	void anOrderCancelledDuringThePaymentCallIsCompensated(String token) {
		var saga = given(byCard(token));
		saga.payments.meanwhile(() -> saga.moveTo(CANCELLED));

		saga.whenPlacedAtOnce().thenDone().status(CANCELLED).nothingIsHeld();
		assertThat(saga.inventory.reservations()).isEqualTo(Map.of("r-42", "released"));
		assertThat(saga.order.cancellation().reason()).isEqualTo(CancellationReason.CUSTOMER_REQUEST);
		assertThat(saga.recordedVersions).as("the run itself deletes the task after the compensation").isEmpty();
	}

	@Test
	void anOrderCancelledDuringTheReservationReleasesItsStock() {
		var saga = given(burger());
		saga.inventory.meanwhile(() -> saga.moveTo(CANCELLED));

		saga.whenPlacedAtOnce().thenDone().status(CANCELLED).nothingIsHeld().inventoryWasAsked("reserve", "release");
	}

	/** The lease of the first run has ended while it waits for an answer. */
	@Test
	void runsThatOverlapAroundAnEditLeaveOneReservation() {
		var saga = given(order().with(BURGER, 1).with(FRIES, 1).taken());
		saga.inventory.meanwhile(() -> saga.takeOff(2).whenPlaced().thenDone());

		saga.whenPlacedAtOnce().thenDone().status(CONFIRMED).inventoryWasAsked("reserve", "reserve", "release");
		assertThatOnlyTheLaterReservationIsHeld(saga);
	}

	@Test
	void runsThatOverlapAroundAnEditLeaveOneReservationDuringAPaymentOutage() {
		var saga = given(order().with(BURGER, 1).with(FRIES, 1).paidByCard("tok_ok", "2.00").taken());
		saga.payments.goAway();
		saga.inventory.meanwhile(() -> saga.takeOff(2).whenPlaced().thenFailed("authorize-card"));

		saga.whenPlacedAtOnce().thenFailed("authorize-card").status(PENDING);
		assertThatOnlyTheLaterReservationIsHeld(saga);
	}

	private static void assertThatOnlyTheLaterReservationIsHeld(SagaScenario saga) {
		assertThat(saga.inventory.reservations()).isEqualTo(Map.of("r-42", "released", "r-42-2", "held"));
		assertThat(saga.order.stock().reservationId()).isEqualTo("r-42-2");
	}

	@ParameterizedTest
	@EnumSource(names = { "CANCELLED", "COMPLETED" })
	void runsThatOverlapAroundAnEditHoldNothingOfAnEndedOrder(OrderStatus end) {
		var saga = given(order().with(BURGER, 1).with(FRIES, 1).taken());
		saga.inventory.meanwhile(() -> saga.takeOff(2).whenPlaced().thenDone().moveTo(end));

		saga.whenPlacedAtOnce().thenDone().nothingIsHeld();
		assertThat(saga.inventory.reservations())
			.isEqualTo(Map.of("r-42", "released", "r-42-2", (end == CANCELLED) ? "released" : "used"));
	}

	@Test
	void aFailedCompensationIsRepeatedByTheNextRun() {
		var saga = given(byCard("tok_ok"));
		saga.payments.meanwhile(() -> {
			saga.moveTo(CANCELLED);
			saga.inventory.goAway();
		});
		saga.whenPlacedAtOnce().thenFailed("release-stock");
		assertThat(saga.payments.holds()).isEqualTo(Map.of("a-1", "voided"));
		assertThat(saga.recordedVersions).isEmpty();

		saga.inventory.comeBack();
		saga.whenPlaced().thenDone().nothingIsHeld().paymentsWereAsked("authorize 1", "cancel 1");
	}

	@Test
	void anOrderCompletedDuringAPaymentOutageIsSettledAfterIt() {
		var saga = givenConfirmationByHand(byCard("tok_ok"));
		saga.payments.goAway();
		saga.whenPlaced().thenFailed("authorize-card");
		saga.moveTo(COMPLETED).whenCompleted().thenDone();

		saga.payments.comeBack();
		saga.whenPlaced().thenDone().status(COMPLETED).nothingIsHeld();
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
		assertThat(saga.payments.holds()).isEqualTo(Map.of("a-1", "captured 13.00"));
		assertThat(saga.inventory.reservations()).isEqualTo(Map.of("r-42", "used"));
	}

	@ParameterizedTest
	@EnumSource(names = { "CANCELLED", "COMPLETED" })
	void anOrderThatHasEndedBeforeItsFirstRunHoldsNothingAfterIt(OrderStatus end) {
		given(byCard("tok_ok")).moveTo(end).whenPlaced().thenDone().status(end).nothingIsHeld();
	}

	@Test
	void anUnexpectedExceptionIsNeitherAnOutageNorARefusal() {
		var saga = given(byCard("tok_ok"));
		saga.inventory.meanwhile(() -> {
			throw new IllegalStateException("An unexpected failure");
		});

		saga.whenPlacedAtOnce().thenFailed("reserve-stock").status(PENDING);
		assertThat(saga.order.degraded()).isEmpty();
		assertThat(saga.payments.calls()).isEmpty();
		assertThat(saga.recordedVersions).isEmpty();
	}

	@Test
	void anUnexpectedPaymentFailureKeepsTheOrderPending() {
		var saga = given(byCard("tok_ok"));
		saga.payments.jam(1);

		saga.whenPlaced().thenFailed("authorize-card").status(PENDING);
	}

	@Test
	void aSagaOfAMissingOrderFails() {
		var orders = given(burger()).orders;
		var results = orders.results(true);
		var stock = new StockActions(results, new FakeInventory());
		var card = new CardActions(results, new FakePayments());
		var saga = new PlaceOrderSaga(stock, card, results, new CompleteOrderSaga(stock, card, results));

		assertThatExceptionOfType(OrderNotFound.class)
			.isThrownBy(() -> saga.run(SagaRef.of(OrderMother.TENANT + 1, OrderMother.ID)));
	}

	/** A burger and a tip of 2.00: 13.00. */
	private static Order byCard(String token) {
		return order().with(BURGER, 1).paidByCard(token, "2.00").taken();
	}

}
