package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Shares of the payments of checks. A burger costs 11.00. */
class CheckPaymentsTests {

	private static final Instant LATER = OrderMother.TAKEN.plusSeconds(60);

	private static final long PAYMENT = 3;

	private long nextId = 100;

	private final Order older = OrderMother.order().with(OrderMother.BURGER, 1).place(1);

	private final Order newer = OrderMother.order().with(OrderMother.BURGER, 1).place(2);

	@Test
	void theOldestOrderIsPaidFirstAndTheTipIsWithTheLastShare() {
		take(payment("15.00", "2.00"), null);

		assertThat(share(this.older).amount()).isEqualTo(Money.of("11.00"));
		assertThat(share(this.older).tipAmount()).isEqualTo(Money.of("0.00"));
		assertThat(share(this.newer).amount()).isEqualTo(Money.of("4.00"));
		assertThat(share(this.newer).tipAmount()).isEqualTo(Money.of("2.00"));
	}

	@Test
	void anOrderThatIsPaidGetsNoShare() {
		take(payment("11.00", "1.00"), null);

		assertThat(this.newer.payments()).isEmpty();
		assertThat(share(this.older).tipAmount()).isEqualTo(Money.of("1.00"));
	}

	@Test
	void theCoinIsTakenOffALargeEnoughShare() {
		take(payment("21.99", "0.00"), null);
		take(PAYMENT + 1, payment("0.00", "0.50"), Money.of("0.05"));

		assertThat(this.newer.balance().open()).isEqualTo(Money.of("0.00"));
		assertThat(this.newer.balance().rounding()).isEqualTo(Money.of("0.01"));
	}

	@Test
	void noMoreThanTheCheckOwesIsTaken() {
		assertThatExceptionOfType(AmountTooHigh.class).isThrownBy(() -> take(payment("22.01", "0.00"), null));
		assertThat(this.older.payments()).isEmpty();
	}

	@Test
	void aCancelledOrderIsNotPaid() {
		this.older.cancel(new Cancellation(CancellationReason.OTHER, "left"), "till", LATER);

		take(payment("0.00", "1.00"), null);

		assertThat(this.older.payments()).isEmpty();
		assertThat(share(this.newer).tipAmount()).isEqualTo(Money.of("1.00"));
		this.newer.cancel(new Cancellation(CancellationReason.OTHER, "left"), "till", LATER);
		assertThatExceptionOfType(InvalidCheckState.class)
			.isThrownBy(() -> take(PAYMENT + 1, payment("0.00", "1.00"), null));
	}

	@Test
	void aRefundTakesTheNewestShareFirstAndTipsLast() {
		take(payment("15.00", "2.00"), null);

		check().refund(PAYMENT, new NewRefund(Amount.of("16.00"), Refund.Kind.CORRECTION, "cold"), () -> 1, "till",
				LATER);

		assertThat(share(this.newer).refundedAmount()).isEqualTo(Money.of("5.00"));
		assertThat(share(this.newer).refundedWithoutTip()).isEqualTo(Money.of("4.00"));
		assertThat(share(this.older).refundedAmount()).isEqualTo(Money.of("11.00"));
	}

	@Test
	void aShareChangesWithItsCheckAlone() {
		take(payment("15.00", "2.00"), null);
		var share = share(this.older).storedId();

		assertThatExceptionOfType(InvalidOrderState.class).isThrownBy(() -> this.older.money().ledger().getOwn(share));
		assertThat(this.older.money().hasShare()).isTrue();
		assertThatExceptionOfType(PaymentCaptured.class).isThrownBy(() -> check().voidPayment(PAYMENT, LATER));
		assertThatExceptionOfType(PaymentNotFound.class).isThrownBy(() -> check().voidPayment(PAYMENT + 1, LATER));
	}

	@Test
	void aCardIsAuthorizedWithAllShares() {
		takeCard("15.00", "2.00");
		assertThat(check().captureAt(PAYMENT, null)).as("orders that have not ended").isEmpty();
		assertThat(this.older.money().payable()).isEqualTo(Money.of("0.00"));
		assertThat(this.older.balance().open()).isEqualTo(Money.of("11.00"));

		check().authorize(PAYMENT, "4242", LATER);

		assertThat(share(this.older).status()).isEqualTo(Payment.State.AUTHORIZED);
		assertThat(share(this.newer).lastFour()).isEqualTo("4242");
		assertThat(this.older.balance().open()).isEqualTo(Money.of("0.00"));
		assertThat(this.newer.totals().tipAmount()).isEqualTo(Money.of("2.00"));
	}

	@Test
	void aDeclinedCardPaysNothing() {
		takeCard("15.00", "2.00");

		check().decline(PAYMENT, "card_declined", LATER);

		assertThat(share(this.newer).declineCode()).isEqualTo("card_declined");
		assertThat(this.older.paymentStatus()).isEqualTo(PaymentStatus.FAILED);
		assertThat(this.newer.totals().tipAmount()).isEqualTo(Money.of("0.00"));
		assertThatExceptionOfType(InvalidOrderState.class).isThrownBy(() -> check().voidPayment(PAYMENT, LATER));
	}

	@Test
	void anOrderThatIsCancelledBeforeTheAnswerGetsNoMoney() {
		takeCard("15.00", "2.00");
		cancel(this.newer);

		check().authorize(PAYMENT, "4242", LATER);

		assertThat(share(this.newer).status()).isEqualTo(Payment.State.VOIDED);
		assertThat(share(this.older).status()).isEqualTo(Payment.State.AUTHORIZED);
		assertThat(share(this.older).tipAmount()).as("moved").isEqualTo(Money.of("2.00"));
		assertThat(this.older.totals().tipAmount()).isEqualTo(Money.of("2.00"));
	}

	@Test
	void theShareOfACancelledOrderIsVoidedAndItsTipMoves() {
		authorizeCard("15.00", "2.00");
		cancel(this.newer);

		check().releaseCancelled(PAYMENT, LATER);

		assertThat(share(this.newer).status()).isEqualTo(Payment.State.VOIDED);
		assertThat(this.newer.balance().open()).isEqualTo(Money.of("0.00"));
		assertThat(this.newer.paymentStatus()).isEqualTo(PaymentStatus.UNPAID);
		assertThat(share(this.older).tipAmount()).isEqualTo(Money.of("2.00"));
		assertThat(this.older.tracking().takeEvents()).filteredOn(OrderEvent.PaymentChanged.class::isInstance)
			.as("authorized, and the tip")
			.hasSize(2);
	}

	@Test
	void allSharesStayUntilTheAuthorizationIsVoided() {
		authorizeCard("15.00", "2.00");
		cancel(this.newer);
		cancel(this.older);

		check().releaseCancelled(PAYMENT, LATER);

		assertThat(share(this.newer).status()).isEqualTo(Payment.State.AUTHORIZED);
		assertThat(check().isCancelled(PAYMENT)).isTrue();
		assertThat(check().captureAt(PAYMENT, null)).hasValue(Instant.EPOCH);
		assertThat(check().assignCaptureAmounts(PAYMENT)).isEqualTo(Money.of("0.00"));
		check().markVoided(PAYMENT, LATER);
		assertThat(share(this.older).status()).isEqualTo(Payment.State.VOIDED);
	}

	@Test
	void theTipOfACancelledOrderChangesWhereItMoves() {
		authorizeCard("15.00", "2.00");
		cancel(this.newer);

		check().changeTip(PAYMENT, Amount.of("2.00"), null, LATER);

		assertThat(share(this.newer).status()).isEqualTo(Payment.State.VOIDED);
		assertThat(share(this.older).tipAmount()).isEqualTo(Money.of("2.00"));
		check().changeTip(PAYMENT, Amount.of("5.00"), null, LATER);
		assertThat(this.older.totals().tipAmount()).isEqualTo(Money.of("5.00"));
	}

	@Test
	void theCaptureWaitsForTheLongestDelayUnlessItHasPassed() {
		authorizeCard("22.00", "0.00");
		complete(this.older, Duration.ofMinutes(10));
		complete(this.newer, Duration.ofMinutes(30));

		assertThat(check().captureAt(PAYMENT, null)).hasValue(LATER.plus(Duration.ofMinutes(30)));
		assertThat(check().captureAt(PAYMENT, 2L)).hasValue(LATER.plus(Duration.ofMinutes(10)));
	}

	@Test
	void theEndOfAnOrderFixesNothingOfItsShare() {
		authorizeCard("22.00", "1.00");

		complete(this.newer, Duration.ZERO);

		assertThat(share(this.newer).captureAmount()).isNull();
		check().changeTip(PAYMENT, Amount.of("3.00"), null, LATER);
		complete(this.older, Duration.ZERO);
		assertThat(check().assignCaptureAmounts(PAYMENT)).isEqualTo(Money.of("25.00"));
		assertThatExceptionOfType(PaymentCaptured.class)
			.isThrownBy(() -> check().changeTip(PAYMENT, Amount.of("4.00"), null, LATER));
		assertThatExceptionOfType(PaymentCaptured.class).isThrownBy(() -> check().voidPayment(PAYMENT, LATER));
	}

	@Test
	void theTipFallsByWhatTheBankDoesNotPay() {
		authorizeCard("15.00", "2.00");
		check().changeTip(PAYMENT, Amount.of("9.00"), null, LATER);
		complete(this.older, Duration.ZERO);
		complete(this.newer, Duration.ZERO);
		assertThat(check().assignCaptureAmounts(PAYMENT)).isEqualTo(Money.of("24.00"));

		check().markCaptured(PAYMENT, Money.of("17.00"), LATER);

		assertThat(share(this.older).amount()).isEqualTo(Money.of("11.00"));
		assertThat(share(this.newer).amount()).isEqualTo(Money.of("4.00"));
		assertThat(share(this.newer).tipAmount()).isEqualTo(Money.of("2.00"));
		assertThat(this.newer.totals().tipAmount()).isEqualTo(Money.of("2.00"));
	}

	@Test
	void aCardIsRefundedOnceItIsCaptured() {
		authorizeCard("22.00", "1.00");
		var all = new NewRefund(Amount.of("23.00"), Refund.Kind.CORRECTION, "cold");
		assertThatExceptionOfType(InvalidOrderState.class)
			.isThrownBy(() -> check().refund(PAYMENT, all, () -> 7, "till", LATER));
		complete(this.older, Duration.ZERO);
		complete(this.newer, Duration.ZERO);
		check().assignCaptureAmounts(PAYMENT);
		check().markCaptured(PAYMENT, Money.of("23.00"), LATER);

		assertThat(check().refund(PAYMENT, all, () -> 7, "till", LATER)).hasValue(7L);

		assertThat(share(this.older).refunds()).extracting(Refund::checkRefundId).containsExactly(7L);
		for (var order : List.of(this.older, this.newer)) {
			share(order).refunds().forEach((refund) -> refund.assignId(this.nextId++));
		}
		check().markRefundDone(PAYMENT, 8, LATER);
		assertThat(share(this.newer).refunds()).extracting(Refund::status).containsExactly(Refund.State.PENDING);
		check().markRefundDone(PAYMENT, 7, LATER);
		assertThat(share(this.newer).refunds()).extracting(Refund::status).containsExactly(Refund.State.DONE);
	}

	private static void cancel(Order order) {
		order.cancel(new Cancellation(CancellationReason.OTHER, "left"), "till", LATER);
	}

	private static void complete(Order order, Duration captureDelay) {
		order.confirm(Courses.OFF, "till", null, LATER);
		order.preparation().startPreparing("till", null, LATER);
		order.preparation().markReady("till", null, LATER);
		order.complete(captureDelay, "till", null, LATER);
	}

	private void takeCard(String amount, String tip) {
		take(PAYMENT, new NewPayment(PaymentMethod.CARD, Amount.of(amount), Amount.of(tip), "tok_ok"), null);
	}

	private void authorizeCard(String amount, String tip) {
		takeCard(amount, tip);
		check().authorize(PAYMENT, "4242", LATER);
	}

	private CheckPayments check() {
		return new CheckPayments(List.of(this.newer, this.older));
	}

	private void take(NewPayment payment, @Nullable Money coin) {
		take(PAYMENT, payment, coin);
	}

	private void take(long id, NewPayment payment, @Nullable Money coin) {
		check().take(id, payment, coin, "till", LATER);
		for (var order : List.of(this.older, this.newer)) {
			order.payments()
				.stream()
				.filter((share) -> share.id() == null)
				.forEach((share) -> share.assignId(this.nextId++));
		}
	}

	private static NewPayment payment(String amount, String tip) {
		return new NewPayment(PaymentMethod.CASH, Amount.of(amount), Amount.of(tip), null);
	}

	private static Payment share(Order order) {
		return order.money().ledger().shareOf(PAYMENT).orElseThrow();
	}

}
