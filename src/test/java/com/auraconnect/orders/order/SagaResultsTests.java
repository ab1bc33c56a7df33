package com.auraconnect.orders.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.auraconnect.orders.order.OrderEvent.PaymentChanged;
import com.auraconnect.orders.order.OrderEvent.RefundRequested;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import com.auraconnect.orders.order.OrderEvent.Updated;
import com.auraconnect.orders.order.SagaResults.Authorized;
import com.auraconnect.orders.order.SagaResults.FulfilmentSnapshot;
import com.auraconnect.orders.order.SagaResults.PaymentSnapshot;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.COLA;
import static com.auraconnect.orders.order.OrderMother.FRIES;
import static com.auraconnect.orders.order.OrderMother.ID;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderMother.TENANT;
import static com.auraconnect.orders.order.OrderMother.burger;
import static com.auraconnect.orders.order.OrderMother.menu;
import static com.auraconnect.orders.order.OrderMother.order;
import static com.auraconnect.orders.order.OrderStatus.CANCELLED;
import static com.auraconnect.orders.order.OrderStatus.CONFIRMED;
import static com.auraconnect.orders.order.OrderStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SagaResultsTests {

	private static final Inventory.Answer.Reserved STOCK = new Inventory.Answer.Reserved("r-1");

	private static final Authorized MONEY = new Authorized(1, new Payments.Answer.Authorized("a-1", "4242"));

	private static final StatusChanged CONFIRMATION = new StatusChanged(PENDING, CONFIRMED, null, "system", List.of());

	private final InMemoryOrders orders = new InMemoryOrders();

	private final SagaResults results = this.orders.results(true);

	private final List<Integer> receipts = new ArrayList<>();

	private final ResponseRecorder recorder = (answer, isNew, writes) -> this.receipts.add(answer.version());

	@Test
	void theNeedsContainOnlyLinesThatWereNotTakenOff() {
		var order = order().with(BURGER, 2).with(FRIES, 1).with(COLA, 3).taken();
		order.lines().remove(2, "till", TAKEN);

		assertThat(snapshot(order).needs()).containsExactly(new Inventory.Need(BURGER, 2), new Inventory.Need(COLA, 3));
	}

	@Test
	void unansweredCardReturnsThePendingCardOfTheOrder() {
		var order = order().with(BURGER, 2).paidByCard("tok_ok", "3.00").taken();
		assertThat(snapshot(order).pendingCard()).hasValueSatisfying((card) -> {
			assertThat(card.amount()).isEqualTo(Money.of("25.00"));
			assertThat(card.token()).isEqualTo("tok_ok");
			assertThat(card.authorizationId()).isNull();
		});

		order.money().markAuthorized(order.money().ledger().get(1), "a-1", null, TAKEN);
		assertThat(snapshot(order).pendingCard()).isEmpty();
		assertThat(snapshot(order).charges()).singleElement()
			.satisfies((card) -> assertThat(card.authorized()).isEqualTo("a-1"));
	}

	@Test
	void unansweredCardIgnoresLaterPayments() {
		var order = burger();
		order.money()
			.pay(new NewPayment(PaymentMethod.CARD, Amount.of("11.00"), Amount.ZERO, "tok_ok"), null, "till", TAKEN);
		OrderMother.assignIds(order);

		assertThat(snapshot(order).pendingCard()).isEmpty();
	}

	@Test
	void anOrderOfAnotherTenantIsNotFound() {
		this.orders.put(burger());

		assertThatExceptionOfType(OrderNotFound.class).isThrownBy(() -> this.results.snapshot(TENANT + 1, ID));
	}

	@Test
	void reservationAuthorizationAndConfirmationShareOneTransaction() {
		var order = order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken();

		assertThat(confirmPlacement(order, STOCK, MONEY)).isEqualTo(CONFIRMED);
		assertThat(order.stock().reservationId()).isEqualTo("r-1");
		assertThat(this.orders.events()).containsExactly(new PaymentChanged(order.money().ledger().get(1)),
				CONFIRMATION);
		assertThat(this.orders.transactions()).containsExactly(2);
		assertThat(this.receipts).containsExactly(2);
	}

	@Test
	void anOrderStaysPendingWithoutAutoConfirm() {
		var order = this.orders.put(burger());
		var byHand = this.orders.results(false);

		assertThat(byHand.confirmPlacement(byHand.snapshot(TENANT, ID), STOCK, null, this.recorder).status())
			.isEqualTo(PENDING);
		assertThat(order.stock().reservationId()).isEqualTo("r-1");
		assertThat(this.orders.events()).isEmpty();
		assertThat(this.receipts).containsExactly(1);
	}

	@Test
	void aRepeatedConfirmationRecordsNoEvents() {
		var order = order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken();
		confirmPlacement(order, STOCK, MONEY);

		assertThat(confirmPlacement(order, STOCK, MONEY)).isEqualTo(CONFIRMED);
		assertThat(this.orders.transactions()).containsExactly(2, 2);
	}

	@Test
	void anOrderIsConfirmedAsDegradedUntilTheInventoryAnswers() {
		var order = burger();

		assertThat(confirmPlacement(order, null, null)).isEqualTo(CONFIRMED);
		assertThat(order.degraded()).containsExactly(Partner.INVENTORY);
		assertThat(confirmPlacement(order, STOCK, null)).isEqualTo(CONFIRMED);
		assertThat(order.degraded()).isEmpty();
		assertThat(this.orders.events()).containsExactly(new Updated(Set.of("degraded")), CONFIRMATION,
				new Updated(Set.of("degraded")));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "PENDING")
	void anOrderThatIsNoLongerPendingKeepsItsStatus(OrderStatus status) {
		var order = menu().taken(status);

		assertThat(confirmPlacement(order, STOCK, null)).isEqualTo(status);
		assertThat(order.status()).isEqualTo(status);
		assertThat(this.orders.events()).isEmpty();
	}

	/**
	 * Covers ended orders: the saga still has to compensate or settle at the partners, so
	 * no response may be stored.
	 */
	@ParameterizedTest
	@EnumSource
	void theResponseIsStoredUnlessTheOrderHasEnded(OrderStatus status) {
		confirmPlacement(menu().taken(status), STOCK, null);

		assertThat(this.receipts).hasSize(status.isFinal() ? 0 : 1);
	}

	@Test
	void aLoadedOrderIsChangedWithoutARead() {
		var order = this.orders.put(burger());

		this.results.confirmPlacement(this.results.snapshot(order), STOCK, null, this.recorder);

		assertThat(order.status()).isEqualTo(CONFIRMED);
		assertThat(this.orders.transactions()).containsExactly(2);
		assertThat(this.receipts).containsExactly(2);
	}

	@Test
	void aLoadedOrderThatIsStaleIsReadAgain() {
		var loadedOrder = burger();
		var stored = this.orders.put(burger());
		this.orders.change(ID, (order) -> OrderMother.moveTo(order, CANCELLED));

		var placement = this.results.confirmPlacement(this.results.snapshot(loadedOrder), STOCK, null, this.recorder);

		assertThat(placement.status()).isEqualTo(CANCELLED);
		assertThat(stored.status()).isEqualTo(CANCELLED);
		assertThat(stored.stock().reservationId()).isEqualTo("r-1");
		assertThat(this.receipts).isEmpty();
	}

	/** The requests of a card are counted in the database alone. */
	@Test
	void aLoadedOrderIsReadIfMoreThanItsReservationChanges() {
		var loadedOrder = order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken();
		var stored = this.orders.put(order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken());

		this.results.confirmPlacement(this.results.snapshot(loadedOrder), STOCK, MONEY, ResponseRecorder.NONE);
		this.results.confirmPlacement(this.results.snapshot(loadedOrder), null, null, ResponseRecorder.NONE);

		assertThat(stored.status()).isEqualTo(CONFIRMED);
		assertThat(loadedOrder.status()).isEqualTo(PENDING);
	}

	@ParameterizedTest
	@EnumSource
	void anOutOfStockOrderIsCancelledUnlessInPreparation(OrderStatus status) {
		var order = menu().taken(status);
		var isCalledOff = status == PENDING || status == CONFIRMED;

		assertThat(this.results.cancelOutOfStock(snapshot(order))).as("goes on")
			.isEqualTo(!isCalledOff && status != CANCELLED);
		assertThat(order.status()).isEqualTo(isCalledOff ? CANCELLED : status);
		assertThat(this.orders.events()).hasSize(isCalledOff ? 1 : 0);
	}

	@Test
	void aNeverRequestedCardIsVoidedWithItsCancelledOrder() {
		var order = order().with(BURGER, 1).paidByCard("tok_ok", "2.00").taken();

		assertThat(this.results.cancelOutOfStock(snapshot(order))).isFalse();
		assertThat(order.cancellation()).isEqualTo(new Cancellation(CancellationReason.OUT_OF_STOCK, null));
		assertThat(order.money().ledger().get(1).status()).isEqualTo(Payment.State.VOIDED);
		assertThat(order.money().ledger().get(1).cardToken()).isNull();
		assertThat(order.totals().tipAmount()).isEqualTo(Money.of("0.00"));
		assertThat(this.orders.transactions()).containsExactly(2);
	}

	@Test
	void aPossiblyRequestedCardStaysPendingAfterTheCancellation() {
		var order = order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken();

		assertThat(this.results.registerCardRequest(snapshot(order), 1)).isTrue();
		assertThat(this.results.cancelOutOfStock(snapshot(order))).isTrue();
		assertThat(order.status()).isEqualTo(CANCELLED);
		assertThat(order.money().ledger().get(1).cardToken()).isEqualTo("tok_ok");
	}

	@Test
	void theCardOfAnOrderInPreparationStaysPending() {
		var order = order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken(OrderStatus.PREPARING);

		assertThat(this.results.cancelOutOfStock(snapshot(order))).isTrue();
		assertThat(order.status()).isEqualTo(OrderStatus.PREPARING);
	}

	@ParameterizedTest
	@EnumSource
	void aDeclinedCardCancelsTheOrderUnlessInPreparation(OrderStatus status) {
		var order = order().with(BURGER, 1).paidByCard("tok_declined", "0.00").taken(status);
		var isCalledOff = status == PENDING || status == CONFIRMED;

		assertThat(this.results.declineCard(snapshot(order), 1, "card_declined", STOCK)).isEqualTo(isCalledOff);
		assertThat(order.status()).isEqualTo(isCalledOff ? CANCELLED : status);
		assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.FAILED);
		assertThat(order.stock().reservationId()).as("reservation that the cancellation releases").isEqualTo("r-1");
	}

	@Test
	void aRepeatedDeclineChangesNothing() {
		var order = order().with(BURGER, 1).paidByCard("tok_declined", "0.00").taken();
		this.results.declineCard(snapshot(order), 1, "card_declined", STOCK);
		order.stock().clearReservation();

		assertThat(this.results.declineCard(snapshot(order), 1, "card_declined", null)).isFalse();
		assertThat(this.orders.transactions()).containsExactly(2, 2);
		assertThat(order.cancellation()).isEqualTo(new Cancellation(CancellationReason.PAYMENT_FAILED, null));
	}

	@Test
	void inventoryOutageReservationAndSettlementAreApplied() {
		var order = burger();

		this.results.markStockUnconfirmed(snapshot(order));
		this.results.markStockUnconfirmed(snapshot(order));
		assertThat(order.degraded()).containsExactly(Partner.INVENTORY);
		this.results.confirmPlacement(snapshot(order), STOCK, null, ResponseRecorder.NONE);
		assertThat(order.degraded()).isEmpty();
		assertThat(order.stock().reservationId()).isEqualTo("r-1");
		this.results.clearReservation(snapshot(order));
		assertThat(order.stock().reservationId()).isNull();
		assertThat(this.orders.transactions()).containsExactly(2, 2, 3, 3);
	}

	@Test
	void aPaymentIsCapturedOnce() {
		var order = authorized();

		this.results.markCaptured(snapshot(order), 1, Money.of("11.00"));
		this.results.markCaptured(snapshot(order), 1, Money.of("11.00"));

		assertThat(order.money().ledger().get(1).status()).isEqualTo(Payment.State.CAPTURED);
		assertThat(this.orders.events()).containsExactly(new PaymentChanged(order.money().ledger().get(1)));
	}

	@Test
	void aPaymentIsVoidedOnce() {
		var order = authorized();

		this.results.markVoided(snapshot(order), 1);
		this.results.markVoided(snapshot(order), 1);

		assertThat(order.money().ledger().get(1).status()).isEqualTo(Payment.State.VOIDED);
		assertThat(this.orders.events()).containsExactly(new PaymentChanged(order.money().ledger().get(1)));
	}

	/** Covers a guest who pays in cash while the bank still decides about the card. */
	@Test
	void aDeclinedCardThatWasVoidedDoesNotCancelTheOrder() {
		var order = order().with(BURGER, 1).paidByCard("tok_declined", "0.00").taken();
		var asked = snapshot(order);
		order.money().voidPayment(order.money().ledger().get(1), TAKEN);

		assertThat(this.results.declineCard(asked, 1, "card_declined", STOCK)).isFalse();
		assertThat(order.status()).isEqualTo(PENDING);
		this.results.voidUnstorableCard(asked, 1, STOCK);
		assertThat(order.status()).isEqualTo(PENDING);
	}

	@Test
	void aCardThatIsAuthorizedLateGetsWhatIsLeft() {
		var order = order().with(BURGER, 1).taken();
		OrderMother.pay(order, PaymentMethod.CARD, "6.00");
		order.money().assignCaptureAmounts();
		OrderMother.pay(order, PaymentMethod.CARD, "5.00");

		var completed = this.results.assignCaptureAmounts(snapshot(order));
		assertThat(completed.charges()).extracting(PaymentSnapshot::captureAmount)
			.containsExactly(Money.of("6.00"), Money.of("5.00"));
	}

	@Test
	void refundAllRefundsExactlyTheCapturedRest() {
		var order = order().with(BURGER, 3).taken();
		OrderMother.pay(order, PaymentMethod.CASH, "5.00");
		OrderMother.pay(order, PaymentMethod.CARD, "6.00");
		OrderMother.pay(order, PaymentMethod.CARD, "7.00");
		order.money().markCaptured(order.money().ledger().get(2), Money.of("6.00"), TAKEN);
		order.money()
			.refund(order.money().ledger().get(2), new NewRefund(Amount.of("1.00"), Refund.Kind.GOODWILL, "cold"),
					"till", TAKEN);
		order.tracking().takeEvents();

		this.results.refundAll(snapshot(order));
		this.results.refundAll(snapshot(order));

		assertThat(order.payments()).extracting(Payment::refundedAmount)
			.containsExactly(Money.of("5.00"), Money.of("6.00"), Money.of("0.00"));
		assertThat(this.orders.events()).hasSize(2).hasOnlyElementsOfType(RefundRequested.class);
	}

	private static Order authorized() {
		var order = order().with(BURGER, 1).paidByCard("tok_ok", "0.00").taken();
		order.money().markAuthorized(order.money().ledger().get(1), "a-1", null, TAKEN);
		order.tracking().takeEvents();
		return order;
	}

	private OrderStatus confirmPlacement(Order order, Inventory.Answer.Reserved stock, Authorized money) {
		return this.results.confirmPlacement(snapshot(order), stock, money, this.recorder).status();
	}

	/** Reads the order as a saga does that is run by the schedule. */
	private FulfilmentSnapshot snapshot(Order order) {
		this.orders.put(order);
		return this.results.snapshot(TENANT, ID);
	}

}
