package com.auraconnect.orders.saga;

import java.util.Map;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderEvent.PaymentChanged;
import com.auraconnect.orders.order.OrderMother;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.PaymentMethod;
import com.auraconnect.orders.order.PaymentStatus;
import com.auraconnect.orders.pricing.Money;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.burger;
import static com.auraconnect.orders.order.OrderMother.order;
import static com.auraconnect.orders.order.OrderStatus.COMPLETED;
import static com.auraconnect.orders.saga.SagaScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Commits stock and captures cards when an order is handed over. */
class CompleteOrderSagaTests {

	@Test
	void stockIsCommittedAndTheCardIsCaptured() {
		var saga = placed(order().with(BURGER, 1).paidByCard("tok_ok", "2.00").taken());

		saga.moveTo(COMPLETED).whenCompleted().thenDone().nothingIsHeld();
		assertThat(saga.inventory.reservations()).isEqualTo(Map.of("r-42", "used"));
		assertThat(saga.payments.holds()).isEqualTo(Map.of("a-1", "captured 13.00"));
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
	}

	@Test
	void aRepeatedRunCallsNoPartnerAgain() {
		var saga = placed(order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken());

		saga.moveTo(COMPLETED)
			.whenCompleted()
			.whenCompleted()
			.thenDone()
			.inventoryWasAsked("reserve", "commit")
			.paymentsWereAsked("authorize 1", "capture 1");
		assertThat(saga.orders.events()).filteredOn(PaymentChanged.class::isInstance)
			.as("authorized and captured")
			.hasSize(2);
	}

	@Test
	void cashNeedsNoCapture() {
		var saga = placed(order().with(BURGER, 1).paidInCash().taken());

		saga.moveTo(COMPLETED).whenCompleted().thenDone().inventoryWasAsked("reserve", "commit");
		assertThat(saga.payments.calls()).isEmpty();
	}

	@Test
	void anAmountAuthorizedBeyondTheTotalIsNotCaptured() {
		var saga = placed(order().with(BURGER, 1).with(BURGER, 1).paidByCard("tok_ok", "3.00").taken());
		OrderMother.takeOff(saga.order, 2);

		saga.moveTo(COMPLETED).whenCompleted().thenDone();
		assertThat(saga.payments.holds()).isEqualTo(Map.of("a-1", "captured 14.00"));
		assertThat(saga.order.payments().getFirst().charge()).isEqualTo(Money.of("14.00"));
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
	}

	@Test
	void aCardThatTheOrderNoLongerNeedsIsVoided() {
		var order = order().with(BURGER, 1).with(BURGER, 1).taken();
		OrderMother.pay(order, PaymentMethod.CASH, "11.00");
		OrderMother.pay(order, PaymentMethod.CARD, "11.00");
		OrderMother.takeOff(order, 2);
		var saga = placed(order).moveTo(COMPLETED);

		saga.whenCompleted().thenDone().paymentsWereAsked("cancel 2");
		assertThat(saga.order.payments().getLast().status()).isEqualTo(Payment.State.VOIDED);
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
	}

	@Test
	void theCardIsCapturedDuringAnInventoryOutage() {
		var saga = placed(order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken()).moveTo(COMPLETED);
		saga.inventory.goAway();

		saga.whenCompleted().thenFailed("commit-stock");
		assertThat(saga.payments.holds()).isEqualTo(Map.of("a-1", "captured 11.00"));

		saga.inventory.comeBack();
		saga.whenCompleted().thenDone().nothingIsHeld().paymentsWereAsked("authorize 1", "capture 1");
	}

	@Test
	void stockIsCommittedDuringAPaymentOutage() {
		var saga = placed(order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken()).moveTo(COMPLETED);
		saga.payments.goAway();

		saga.whenCompleted().thenFailed("capture-card");
		assertThat(saga.inventory.reservations()).isEqualTo(Map.of("r-42", "used"));
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.AUTHORIZED);

		saga.payments.comeBack();
		saga.whenCompleted().thenDone().nothingIsHeld().inventoryWasAsked("reserve", "commit");
	}

	@Test
	void aFailedCaptureDoesNotStopTheNextCard() {
		var order = burger();
		OrderMother.pay(order, PaymentMethod.CARD, "6.00");
		OrderMother.pay(order, PaymentMethod.CARD, "5.00");
		var saga = placed(order).moveTo(COMPLETED);
		saga.payments.jam(1);

		saga.whenCompleted().thenFailed("capture-card").paymentsWereAsked("capture 1", "capture 2");
		assertThat(saga.order.payments()).extracting(Payment::status)
			.containsExactly(Payment.State.AUTHORIZED, Payment.State.CAPTURED);
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.AUTHORIZED);
	}

	@Test
	void aCaptureIsRepeatedWhenItsResponseWasLost() {
		var saga = placed(order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken()).moveTo(COMPLETED);
		saga.payments.loseAnswers();
		saga.whenCompleted().thenFailed("capture-card");
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.AUTHORIZED);

		saga.payments.comeBack();
		saga.whenCompleted().thenDone();
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
	}

	/** The place saga still waits for the answer, and captures the card then. */
	@Test
	void anUnansweredCardIsNotCaptured() {
		var saga = given(order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken()).moveTo(COMPLETED);

		saga.whenCompleted().thenDone();
		assertThat(saga.payments.calls()).isEmpty();
	}

	private static SagaScenario placed(Order order) {
		return given(order).whenPlaced().thenDone();
	}

}
