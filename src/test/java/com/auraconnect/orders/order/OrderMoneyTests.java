package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;

import com.auraconnect.orders.order.OrderEvent.PaymentChanged;
import com.auraconnect.orders.order.OrderEvent.PaymentTaken;
import com.auraconnect.orders.order.OrderEvent.PaymentVoided;
import com.auraconnect.orders.order.OrderEvent.RefundRequested;
import com.auraconnect.orders.order.OrderEvent.TipChanged;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.FRIES;
import static com.auraconnect.orders.order.OrderMother.MENU;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderMother.burger;
import static com.auraconnect.orders.order.OrderMother.item;
import static com.auraconnect.orders.order.OrderMother.order;
import static com.auraconnect.orders.order.OrderScenario.given;
import static com.auraconnect.orders.order.PaymentStatus.AUTHORIZED;
import static com.auraconnect.orders.order.PaymentStatus.FAILED;
import static com.auraconnect.orders.order.PaymentStatus.PAID;
import static com.auraconnect.orders.order.PaymentStatus.PARTIALLY_AUTHORIZED;
import static com.auraconnect.orders.order.PaymentStatus.PARTIALLY_PAID;
import static com.auraconnect.orders.order.PaymentStatus.PARTIALLY_REFUNDED;
import static com.auraconnect.orders.order.PaymentStatus.REFUNDED;
import static com.auraconnect.orders.order.PaymentStatus.UNPAID;
import static org.assertj.core.api.Assertions.assertThat;

/** Payments and refunds of an order. A burger costs 11.00. */
class OrderMoneyTests {

	private static final Instant LATER = TAKEN.plusSeconds(90);

	@Test
	void anOrderIsPaidInParts() {
		var order = burger();

		given(order).when((it) -> it.money().pay(cash("4.00", "0.00"), null, "ann", LATER))
			.paymentStatus(PARTIALLY_PAID)
			.version(2)
			.and((it) -> assertThat(it.balance().open()).isEqualTo(Money.of("7.00")))
			.when((it) -> it.money().pay(cash("7.00", "0.00"), null, "ann", LATER))
			.then(new PaymentTaken(order.payments().getLast()))
			.paymentStatus(PAID)
			.version(3);
	}

	@Test
	void tipsAddUpAndDoNotReduceTheOpenBalance() {
		given(burger()).when((it) -> it.money().pay(cash("5.00", "1.50"), null, "ann", LATER))
			.totals("10.00 - 0.00 + 0.00 + 1.00 + 1.50 = 12.50")
			.paymentStatus(PARTIALLY_PAID)
			.when((it) -> it.money().pay(card("6.00", "2.00"), null, "ann", LATER))
			.totals("10.00 - 0.00 + 0.00 + 1.00 + 3.50 = 14.50")
			.and((it) -> assertThat(it.balance().open()).as("until the card is authorized").isEqualTo(Money.of("6.00")))
			.when((it) -> it.money().markAuthorized(it.money().ledger().get(2), "a-2", null, LATER))
			.and((it) -> assertThat(it.balance().open()).isEqualTo(Money.of("0.00")));
	}

	@Test
	void aPaymentAboveTheOpenBalanceIsRefused() {
		given(burger()).when((it) -> it.money().pay(card("4.00", "0.00"), null, "ann", LATER))
			.when((it) -> it.money().pay(cash("7.01", "0.00"), null, "ann", LATER))
			.thenRefused(AmountTooHigh.class, "The amount of 7.01 is more than the 7.00 that is open");
	}

	@ParameterizedTest
	@EnumSource(names = { "DECLINED", "VOIDED" })
	void aDeclinedOrVoidedCardReopensTheBalanceAndRemovesItsTip(Payment.State end) {
		given(burger()).when((it) -> it.money().pay(card("11.00", "2.00"), null, "ann", LATER))
			.totals("10.00 - 0.00 + 0.00 + 1.00 + 2.00 = 13.00")
			.when((it) -> end(it, it.payments().getFirst(), end))
			.thenKinds(PaymentChanged.class)
			.totals("10.00 - 0.00 + 0.00 + 1.00 + 0.00 = 11.00")
			.paymentStatus((end == Payment.State.DECLINED) ? FAILED : UNPAID)
			.when((it) -> it.money().pay(cash("11.00", "0.00"), null, "ann", LATER))
			.paymentStatus(PAID);
	}

	private static void end(Order order, Payment payment, Payment.State end) {
		if (end == Payment.State.DECLINED) {
			order.money().markDeclined(payment, "card_declined", LATER);
		}
		else {
			order.money().markVoided(payment, LATER);
		}
	}

	@Test
	void theOrderIsNotFailedWhileAnotherCardIsPending() {
		given(burger()).when((it) -> it.money().pay(card("5.00", "0.00"), null, "ann", LATER))
			.when((it) -> it.money().pay(card("6.00", "0.00"), null, "ann", LATER))
			.when((it) -> it.money().markDeclined(it.payments().getFirst(), "card_declined", LATER))
			.paymentStatus(UNPAID)
			.when((it) -> it.money().markAuthorized(it.payments().getLast(), "a-2", "4242", LATER))
			.paymentStatus(PARTIALLY_AUTHORIZED);
	}

	@Test
	void payingACancelledOrderIsRefused() {
		given(order().with(BURGER, 1).taken(OrderStatus.CANCELLED))
			.when((it) -> it.money().pay(cash("1.00", "0.00"), null, "ann", LATER))
			.thenRefused(InvalidOrderState.class, "An order that is cancelled cannot be paid");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "CANCELLED")
	void anOrderInAnyOtherStatusCanBePaid(OrderStatus status) {
		given(order().with(BURGER, 1).taken(status))
			.when((it) -> it.money().pay(cash("11.00", "0.00"), null, "ann", LATER))
			.paymentStatus(PAID)
			.status(status);
	}

	@Test
	void aTipBeyondTheLargestTotalIsRefused() {
		given(burger()).when((it) -> it.money().pay(cash("1.00", "99999990.00"), null, "ann", LATER))
			.thenRefused(OrderTooExpensive.class, "makes the order come to more than 99999999.99");
	}

	@Test
	void theTokenIsDeletedWithTheAnswerOfTheBank() {
		given(burger()).when((it) -> it.money().pay(card("5.00", "0.00"), null, "ann", LATER))
			.when((it) -> it.money().pay(card("2.00", "0.00"), null, "ann", LATER))
			.when((it) -> it.money().pay(card("4.00", "0.00"), null, "ann", LATER))
			.and((it) -> assertThat(it.payments()).extracting(Payment::cardToken).containsOnly("tok_ok"))
			.when((it) -> it.money().markAuthorized(it.money().ledger().get(1), "a-1", "4242", LATER))
			.when((it) -> it.money().markDeclined(it.money().ledger().get(2), "card_declined", LATER))
			.when((it) -> it.money().markVoided(it.money().ledger().get(3), LATER))
			.and((it) -> assertThat(it.payments()).extracting(Payment::cardToken).containsOnlyNulls())
			.and((it) -> assertThat(it.money().ledger().get(1).lastFour()).isEqualTo("4242"))
			.and((it) -> assertThat(it.money().ledger().get(2).declineCode()).isEqualTo("card_declined"));
	}

	@Test
	void aCardOrderIsPaidWhenTheCardIsCaptured() {
		var order = order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken();
		var payment = order.payments().getFirst();

		given(order).when((it) -> it.money().markAuthorized(payment, "a-1", null, LATER))
			.then(new PaymentChanged(payment))
			.paymentStatus(AUTHORIZED)
			.when((it) -> it.money().markCaptured(payment, payment.charge(), LATER))
			.then(new PaymentChanged(payment))
			.paymentStatus(PAID)
			.version(3);
	}

	/** Covers an authorization for two burgers when one was taken off afterwards. */
	@Test
	void aCardIsCapturedForWhatTheOrderCosts() {
		var order = order().with(BURGER, 1).with(BURGER, 1).paidByCard("tok_ok", "3.00").taken();
		var payment = order.payments().getFirst();

		given(order).when((it) -> it.money().markAuthorized(payment, "a-1", null, LATER))
			.when((it) -> it.lines().remove(2, "till", LATER))
			.totals("10.00 - 0.00 + 0.00 + 1.00 + 3.00 = 14.00")
			.and((it) -> assertThat(it.balance().open()).isEqualTo(Money.of("-11.00")));
		order.money().assignCaptureAmounts();
		assertThat(payment.captureAmount()).isEqualTo(Money.of("14.00"));
		given(order).when((it) -> it.money().markCaptured(payment, Money.of("14.00"), LATER))
			.thenKinds(PaymentChanged.class)
			.paymentStatus(PAID)
			.and((it) -> assertThat(payment.amount()).isEqualTo(Money.of("11.00")))
			.and((it) -> assertThat(it.balance().open()).isEqualTo(Money.of("0.00")));
	}

	/** Covers two cards that together hold too much: the older one pays first. */
	@Test
	void nothingIsCapturedBeyondTheOrder() {
		var order = order().with(BURGER, 1).with(BURGER, 1).with(FRIES, 1).taken();
		given(order).when((it) -> it.money().pay(card("6.40", "1.00"), null, "ann", LATER))
			.when((it) -> it.money().pay(card("20.00", "0.00"), null, "ann", LATER))
			.when((it) -> it.lines().remove(1, "till", LATER))
			.when((it) -> it.lines().remove(2, "till", LATER))
			.totals("4.00 - 0.00 + 0.00 + 0.40 + 1.00 = 5.40");
		order.payments().forEach((payment) -> order.money().markAuthorized(payment, "a", null, LATER));
		order.money().assignCaptureAmounts();

		assertThat(order.payments()).extracting(Payment::captureAmount)
			.containsExactly(Money.of("5.40"), Money.of("0.00"));
	}

	/** Covers a tip that was raised, and that the bank does not pay. */
	@Test
	void aTipBeyondTheHeldMoneyFalls() {
		var order = order().with(BURGER, 1).paidByCard("tok_ok", "1.00").taken();
		var payment = order.payments().getFirst();

		given(order).when((it) -> it.money().markAuthorized(payment, "a-1", null, LATER))
			.when((it) -> it.money().changeTip(payment, Amount.of("9.00"), LATER))
			.totals("10.00 - 0.00 + 0.00 + 1.00 + 9.00 = 20.00");
		order.money().assignCaptureAmounts();
		given(order).when((it) -> it.money().changeTip(payment, Amount.of("2.00"), LATER))
			.thenRefused(PaymentCaptured.class, "Payment 1 is captured or being captured; its tip cannot be changed")
			.when((it) -> it.money().markCaptured(payment, Money.of("12.00"), LATER))
			.totals("10.00 - 0.00 + 0.00 + 1.00 + 1.00 = 12.00")
			.paymentStatus(PAID);
	}

	/** Leaves excess cash to the till: the balance says what is owed to the guest. */
	@Test
	void cashBeyondTheOrderIsOwedToTheGuest() {
		given(order().with(BURGER, 1).with(FRIES, 1).taken())
			.when((it) -> it.money().pay(cash("15.40", "0.00"), null, "ann", LATER))
			.when((it) -> it.lines().remove(2, "till", LATER))
			.paymentStatus(PAID)
			.and((it) -> assertThat(it.balance().open()).isEqualTo(Money.of("-4.40")))
			.when((it) -> it.money().refund(it.money().ledger().get(1), correction("4.40"), "ann", LATER))
			.paymentStatus(PAID)
			.and((it) -> assertThat(it.balance().open()).isEqualTo(Money.of("0.00")));
	}

	/** Covers totals of 10.56 and 10.89, where no coin is below 0.25. */
	@ParameterizedTest
	@CsvSource({ "0.40, 9.50, 0.06", "0.10, 10.00, -0.11" })
	void theLastCashIsRoundedToTheCoin(String discount, String rounded, String rounding) {
		var coin = Money.of("0.25");
		given(order().with(BURGER, 1).less(discount).taken())
			.when((it) -> it.money().pay(cash("1.00", "0.00"), coin, "ann", LATER))
			.paymentStatus(PARTIALLY_PAID)
			.when((it) -> it.money().pay(cash(rounded, "0.00"), coin, "ann", LATER))
			.paymentStatus(PAID)
			.and((it) -> assertThat(it.balance()).extracting(Balance::rounding, Balance::open)
				.containsExactly(Money.of(rounding), Money.of("0.00")));
	}

	@Test
	void aTipIsNotLoweredBelowWhatWasGivenBackOfIt() {
		given(burger()).when((it) -> it.money().pay(cash("11.00", "5.00"), null, "ann", LATER))
			.when((it) -> it.money().refund(it.money().ledger().get(1), correction("14.00"), "ann", LATER))
			.when((it) -> it.money().changeTip(it.money().ledger().get(1), Amount.of("2.00"), LATER))
			.thenRefused(InvalidOrderState.class, "Of the tip 3.00 was given back; it cannot be less than that")
			.when((it) -> it.money().changeTip(it.money().ledger().get(1), Amount.of("3.00"), LATER))
			.thenKinds(TipChanged.class);
	}

	@Test
	void anOrderHasFiftyPaymentsAtMost() {
		var order = burger();
		for (int i = 0; i < 50; i++) {
			given(order).when((it) -> it.money().pay(cash("0.01", "0.00"), null, "ann", LATER));
		}
		given(order).when((it) -> it.money().pay(cash("0.01", "0.00"), null, "ann", LATER))
			.thenRefused(InvalidOrderState.class, "An order can have 50 payments, no more");
	}

	@Test
	void aCardThatIsBeingCapturedIsNotVoided() {
		var order = order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken();
		given(order).when((it) -> it.money().markAuthorized(it.payments().getFirst(), "a-1", null, LATER));
		order.money().assignCaptureAmounts();
		given(order).when((it) -> it.money().voidPayment(it.money().ledger().get(1), LATER))
			.thenRefused(PaymentCaptured.class, "Payment 1 is captured or being captured; refund it once it is");
	}

	@Test
	void aVoidedPendingCardMakesRoomForCash() {
		given(burger()).when((it) -> it.money().pay(card("11.00", "0.00"), null, "ann", LATER))
			.when((it) -> it.money().pay(cash("11.00", "0.00"), null, "ann", LATER))
			.thenRefused(AmountTooHigh.class, "The amount of 11.00 is more than the 0.00 that is open")
			.when((it) -> it.money().voidPayment(it.money().ledger().get(1), LATER))
			.thenKinds(PaymentVoided.class)
			.when((it) -> it.money().voidPayment(it.money().ledger().get(1), LATER))
			.thenNothing()
			.when((it) -> it.money().pay(cash("11.00", "0.00"), null, "ann", LATER))
			.paymentStatus(PAID);
	}

	@Test
	void aCapturedPaymentIsNotVoided() {
		given(captured("11.00")).when((it) -> it.money().voidPayment(it.money().ledger().get(1), LATER))
			.thenRefused(PaymentCaptured.class, "Payment 1 is captured or being captured; refund it once it is");
	}

	@Test
	void aCashRefundIsDoneAtOnceAndACardRefundLater() {
		var order = burger();
		given(order).when((it) -> it.money().pay(cash("5.00", "0.00"), null, "ann", LATER))
			.when((it) -> it.money().pay(card("6.00", "0.00"), null, "ann", LATER))
			.when((it) -> it.money().markAuthorized(it.money().ledger().get(2), "a-2", null, LATER))
			.when((it) -> it.money()
				.markCaptured(it.money().ledger().get(2), it.money().ledger().get(2).charge(), LATER))
			.when((it) -> it.money().refund(it.money().ledger().get(1), goodwill("5.00"), "ann", LATER))
			.thenKinds(RefundRequested.class)
			.paymentStatus(PARTIALLY_REFUNDED)
			.when((it) -> it.money().refund(it.money().ledger().get(2), goodwill("6.00"), "ann", LATER))
			.paymentStatus(REFUNDED);
		assertThat(order.payments()).flatExtracting(Payment::refunds)
			.extracting(Refund::status)
			.containsExactly(Refund.State.DONE, Refund.State.PENDING);
	}

	@Test
	void aDoneRefundIsPublishedOnce() {
		var order = captured("11.00");

		given(order).when((it) -> it.money().refund(it.money().ledger().get(1), goodwill("1.00"), "ann", LATER))
			.when((it) -> it.money().markRefundDone(1, 1, LATER))
			.then(new PaymentChanged(order.money().ledger().get(1)))
			.when((it) -> it.money().markRefundDone(1, 1, LATER))
			.thenNothing();
	}

	@Test
	void aRefundAboveTheRestIsRefused() {
		given(captured("11.00"))
			.when((it) -> it.money().refund(it.money().ledger().get(1), goodwill("4.00"), "ann", LATER))
			.when((it) -> it.money().refund(it.money().ledger().get(1), goodwill("7.01"), "ann", LATER))
			.thenRefused(AmountTooHigh.class, "The amount of 7.01 is more than the 7.00 that is open")
			.when((it) -> it.money().refund(it.money().ledger().get(1), goodwill("7.00"), "ann", LATER))
			.paymentStatus(REFUNDED);
	}

	@Test
	void aRefundCanIncludeTheTip() {
		given(burger()).when((it) -> it.money().pay(cash("11.00", "2.00"), null, "ann", LATER))
			.when((it) -> it.money().refund(it.money().ledger().get(1), goodwill("13.00"), "ann", LATER))
			.paymentStatus(REFUNDED);
	}

	@Test
	void aRefundOfAPaymentThatIsNotCapturedIsRefused() {
		given(burger()).when((it) -> it.money().pay(card("11.00", "0.00"), null, "ann", LATER))
			.when((it) -> it.money().refund(it.money().ledger().get(1), goodwill("1.00"), "ann", LATER))
			.thenRefused(InvalidOrderState.class,
					"A payment that is pending cannot be refunded; only a captured one can");
	}

	@Test
	void anUnknownPaymentIsNotFound() {
		given(captured("11.00")).when((it) -> it.money().markRefundDone(9, 1, LATER))
			.thenRefused(PaymentNotFound.class, "The order has no payment 9");
	}

	@Test
	void aLineAddedToAPaidOrderIncreasesTheOpenBalance() {
		given(captured("11.00")).paymentStatus(PAID)
			.when((it) -> it.lines().add(List.of(item(FRIES, 1)), MENU, LATER))
			.paymentStatus(PARTIALLY_PAID)
			.when((it) -> it.money().pay(cash("4.40", "0.00"), null, "ann", LATER))
			.paymentStatus(PAID);
	}

	/** Creates a burger with a captured card payment. */
	private static Order captured(String amount) {
		var order = burger();
		given(order).when((it) -> it.money().pay(card(amount, "0.00"), null, "ann", LATER))
			.when((it) -> it.money().markAuthorized(it.money().ledger().get(1), "a-1", null, LATER))
			.when((it) -> it.money()
				.markCaptured(it.money().ledger().get(1), it.money().ledger().get(1).charge(), LATER));
		return order;
	}

	private static NewRefund goodwill(String amount) {
		return new NewRefund(Amount.of(amount), Refund.Kind.GOODWILL, "cold");
	}

	private static NewRefund correction(String amount) {
		return new NewRefund(Amount.of(amount), Refund.Kind.CORRECTION, "cold");
	}

	private static NewPayment cash(String amount, String tip) {
		return new NewPayment(PaymentMethod.CASH, Amount.of(amount), Amount.of(tip), null);
	}

	private static NewPayment card(String amount, String tip) {
		return new NewPayment(PaymentMethod.CARD, Amount.of(amount), Amount.of(tip), "tok_ok");
	}

}
