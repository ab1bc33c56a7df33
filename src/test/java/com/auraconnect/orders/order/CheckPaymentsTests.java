package com.auraconnect.orders.order;

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
