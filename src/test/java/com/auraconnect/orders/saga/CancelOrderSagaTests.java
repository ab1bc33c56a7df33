package com.auraconnect.orders.saga;

import java.util.Map;

import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderMother;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.PaymentMethod;
import com.auraconnect.orders.order.PaymentStatus;
import com.auraconnect.orders.order.Refund;
import com.auraconnect.orders.pricing.Money;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.burger;
import static com.auraconnect.orders.order.OrderMother.order;
import static com.auraconnect.orders.order.OrderStatus.CANCELLED;
import static com.auraconnect.orders.saga.SagaScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Releases and voids what a cancelled order holds. */
class CancelOrderSagaTests {

	@Test
	void stockIsReleasedAndTheCardAuthorizationIsVoided() {
		var saga = placed(order().with(BURGER, 1).paidByCard("tok_ok", "2.00").taken());

		saga.moveTo(CANCELLED).whenCancelled().thenDone().nothingIsHeld();
		assertThat(saga.inventory.reservations()).isEqualTo(Map.of("r-42", "released"));
		assertThat(saga.payments.holds()).isEqualTo(Map.of("a-1", "voided"));
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.UNPAID);
	}

	@Test
	void anOrderThatHoldsNothingCausesNoCalls() {
		var saga = given(burger()).moveTo(CANCELLED).whenCancelled().thenDone().inventoryWasAsked();

		assertThat(saga.payments.calls()).isEmpty();
	}

	@Test
	void cashIsRefundedOnceAndInFull() {
		var saga = placed(order().with(BURGER, 1).paidInCash().taken());

		saga.moveTo(CANCELLED).whenCancelled().whenCancelled().thenDone();
		assertThat(saga.order.paymentStatus()).isEqualTo(PaymentStatus.REFUNDED);
		assertThat(saga.order.payments().getFirst().refunds()).singleElement().satisfies((refund) -> {
			assertThat(refund.amount()).isEqualTo(Money.of("11.00"));
			assertThat(refund.status()).isEqualTo(Refund.State.DONE);
			assertThat(refund.reason()).isEqualTo("order cancelled");
		});
	}

	@Test
	void aRepeatedRunCallsNoPartnerAgain() {
		var saga = placed(order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken());

		saga.moveTo(CANCELLED)
			.whenCancelled()
			.whenCancelled()
			.thenDone()
			.inventoryWasAsked("reserve", "release")
			.paymentsWereAsked("authorize 1", "cancel 1");
	}

	@Test
	void theCardIsVoidedDuringAnInventoryOutage() {
		var saga = placed(order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken()).moveTo(CANCELLED);
		saga.inventory.goAway();

		saga.whenCancelled().thenFailed("release-stock");
		assertThat(saga.payments.holds()).isEqualTo(Map.of("a-1", "voided"));
		assertThat(saga.order.stock().reservationId()).as("still to be released").isEqualTo("r-42");

		saga.inventory.comeBack();
		saga.whenCancelled().thenDone().nothingIsHeld().paymentsWereAsked("authorize 1", "cancel 1");
	}

	@Test
	void stockIsReleasedAndCashIsRefundedDuringAPaymentOutage() {
		var saga = placed(inParts()).moveTo(CANCELLED);
		saga.payments.goAway();

		saga.whenCancelled().thenFailed("void-or-refund");
		assertThat(saga.inventory.reservations()).isEqualTo(Map.of("r-42", "released"));
		assertThat(saga.order.payments()).extracting(Payment::refundedAmount)
			.containsExactly(Money.of("0.00"), Money.of("0.00"), Money.of("5.00"));

		saga.payments.comeBack();
		saga.whenCancelled().thenDone().nothingIsHeld().inventoryWasAsked("reserve", "release");
		assertThat(saga.order.payments().getLast().refunds()).as("cash, refunded once").hasSize(1);
	}

	@Test
	void duringBothOutagesBothPartnersAreCalledAndTheFirstFailureIsReported() {
		var saga = placed(order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken()).moveTo(CANCELLED);
		saga.inventory.goAway();
		saga.payments.goAway();

		saga.whenCancelled()
			.thenFailed("release-stock")
			.inventoryWasAsked("reserve", "release")
			.paymentsWereAsked("authorize 1", "cancel 1");
	}

	@Test
	void aFailedVoidDoesNotStopTheOtherCardAndCash() {
		var saga = placed(inParts()).moveTo(CANCELLED);
		saga.payments.jam(1);

		saga.whenCancelled().thenFailed("void-or-refund").paymentsWereAsked("cancel 1", "cancel 2");
		assertThat(saga.order.payments()).extracting(Payment::status)
			.containsExactly(Payment.State.AUTHORIZED, Payment.State.VOIDED, Payment.State.CAPTURED);
		assertThat(saga.order.payments().getLast().refundedAmount()).isEqualTo(Money.of("5.00"));
	}

	@Test
	void aVoidIsRepeatedWhenItsResponseWasLost() {
		var saga = placed(order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken()).moveTo(CANCELLED);
		saga.payments.loseAnswers();
		saga.whenCancelled().thenFailed("void-or-refund");
		assertThat(saga.order.payments().getFirst().status()).isEqualTo(Payment.State.AUTHORIZED);

		saga.payments.comeBack();
		saga.whenCancelled().thenDone().nothingIsHeld();
	}

	/** A burger paid by two cards, 2.00 and 4.00, and 5.00 in cash. */
	private static Order inParts() {
		var order = burger();
		OrderMother.pay(order, PaymentMethod.CARD, "2.00");
		OrderMother.pay(order, PaymentMethod.CARD, "4.00");
		OrderMother.pay(order, PaymentMethod.CASH, "5.00");
		return order;
	}

	private static SagaScenario placed(Order order) {
		return given(order).whenPlaced().thenDone();
	}

}
