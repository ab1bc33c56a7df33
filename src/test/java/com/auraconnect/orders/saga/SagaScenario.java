package com.auraconnect.orders.saga;

import java.util.ArrayList;
import java.util.List;

import com.auraconnect.orders.order.InMemoryOrders;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.SagaResults;
import com.auraconnect.orders.order.OrderMother;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.order.Payment;
import com.auraconnect.orders.order.ResponseRecorder;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scenario of a saga: given an order and its partners, when a saga runs, then it checks
 * their state. The sagas, their steps and the order are real.
 */
final class SagaScenario {

	private static final SagaRef REF = SagaRef.of(OrderMother.TENANT, OrderMother.ID);

	final InMemoryOrders orders = new InMemoryOrders();

	final FakeInventory inventory = new FakeInventory();

	final FakePayments payments = new FakePayments();

	/** Order versions at which the place saga was recorded as done. */
	final List<Integer> recordedVersions = new ArrayList<>();

	final Order order;

	private final SagaResults results;

	private final PlaceOrderSaga place;

	private final CancelOrderSaga cancel;

	private final CompleteOrderSaga complete;

	private @Nullable StepFailed failure;

	private SagaScenario(Order order, boolean autoConfirm) {
		this.order = this.orders.put(order);
		this.results = this.orders.results(autoConfirm);
		var stock = new StockActions(this.results, this.inventory);
		var card = new CardActions(this.results, this.payments);
		this.complete = new CompleteOrderSaga(stock, card, this.results);
		this.place = new PlaceOrderSaga(stock, card, this.results, this.complete);
		this.cancel = new CancelOrderSaga(this.place);
	}

	/** An order at a location that confirms automatically. */
	static SagaScenario given(Order order) {
		return new SagaScenario(order, true);
	}

	static SagaScenario givenConfirmationByHand(Order order) {
		return new SagaScenario(order, false);
	}

	/** A run by the scheduler. */
	SagaScenario whenPlaced() {
		return when(() -> this.place.run(REF));
	}

	/** The first run, with the order in memory. */
	SagaScenario whenPlacedAtOnce() {
		ResponseRecorder recorder = (answer, isNew, writes) -> this.recordedVersions.add(answer.version());
		return when(() -> this.place.run(this.results.snapshot(this.order), recorder));
	}

	SagaScenario whenCancelled() {
		return when(() -> this.cancel.run(REF));
	}

	SagaScenario whenCompleted() {
		return when(() -> this.complete.run(REF));
	}

	private SagaScenario when(Runnable run) {
		this.failure = null;
		try {
			run.run();
		}
		catch (StepFailed ex) {
			this.failure = ex;
		}
		return this;
	}

	SagaScenario thenDone() {
		if (this.failure != null) {
			throw new AssertionError("The saga must run again", this.failure);
		}
		return this;
	}

	/** Checks that the saga failed at the step and must run again. */
	SagaScenario thenFailed(String step) {
		assertThat(this.failure).isInstanceOfSatisfying(StepFailed.class,
				(failed) -> assertThat(failed.step()).isEqualTo(step));
		return this;
	}

	/** Changes the order's status from outside the saga, as a user does. */
	SagaScenario moveTo(OrderStatus status) {
		this.orders.change(OrderMother.ID, (it) -> OrderMother.moveTo(it, status));
		return this;
	}

	/** Takes a line off the order, as a user does. */
	SagaScenario takeOff(long itemId) {
		this.orders.change(OrderMother.ID, (it) -> OrderMother.takeOff(it, itemId));
		return this;
	}

	SagaScenario status(OrderStatus expected) {
		assertThat(this.order.status()).isEqualTo(expected);
		return this;
	}

	SagaScenario inventoryWasAsked(String... calls) {
		assertThat(this.inventory.calls()).containsExactly(calls);
		return this;
	}

	SagaScenario paymentsWereAsked(String... calls) {
		assertThat(this.payments.calls()).containsExactly(calls);
		return this;
	}

	/** Checks that neither stock nor money is held for the order, on either side. */
	SagaScenario nothingIsHeld() {
		assertThat(this.inventory.reservations()).doesNotContainValue("held");
		assertThat(this.payments.holds().values()).noneMatch((hold) -> hold.startsWith("holds"));
		assertThat(this.order.stock().reservationId()).isNull();
		assertThat(this.order.payments()).noneMatch((payment) -> payment.status() == Payment.State.AUTHORIZED);
		return this;
	}

}
