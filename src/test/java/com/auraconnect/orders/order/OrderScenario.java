package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import com.auraconnect.orders.pricing.Money;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Given an order, when it is changed, then these are its events, version and totals, or
 * this is the refusal. A change is followed by what a transaction does with it: the
 * version moves if a client can see a difference, and new parts get their ids.
 * <p>
 * Each change is held against what is true of all: there are events exactly if the time
 * of the last change has moved, on which the stored version depends; and the cents add
 * up.
 */
final class OrderScenario {

	private final Order order;

	private List<OrderEvent> events = List.of();

	private @Nullable RuntimeException refusal;

	private boolean isRefusalExpected;

	private OrderScenario(Order order) {
		this.order = order;
	}

	static OrderScenario given(Order order) {
		return new OrderScenario(order);
	}

	static OrderScenario given(OrderMother mother) {
		return given(mother.taken());
	}

	/** One transaction. */
	OrderScenario when(Consumer<Order> change) {
		requireExpected();
		this.refusal = null;
		this.isRefusalExpected = false;
		var before = this.order.updatedAt();
		try {
			change.accept(this.order);
		}
		catch (RuntimeException ex) {
			this.refusal = ex;
		}
		this.events = this.order.takeEvents();
		if (this.refusal == null) {
			store(before);
		}
		return this;
	}

	private void store(Instant before) {
		var moved = this.order.updatedAt().isAfter(before);
		assertThat(moved).as("the order's time moves exactly if there are events: %s", this.events)
			.isEqualTo(!this.events.isEmpty());
		if (moved) {
			this.order.incrementVersion();
		}
		OrderMother.identify(this.order);
		requireThatTheCentsAddUp();
	}

	private void requireThatTheCentsAddUp() {
		var sums = this.order.totals();
		assertThat(sums.totalAmount()).as("total of %s", sums)
			.isEqualTo(sums.subtotal()
				.minus(sums.discountAmount())
				.plus(sums.serviceChargeAmount())
				.plus(sums.taxAmount())
				.plus(sums.tipAmount()));
		assertThat(this.order.items()
			.stream()
			.filter(OrderItem::counts)
			.map(OrderItem::subtotal)
			.reduce(Money.ZERO, Money::plus)).as("subtotals of the lines").isEqualTo(sums.subtotal());
	}

	/** All events of the last change, in their order. */
	OrderScenario then(OrderEvent... expected) {
		requireExpected();
		assertThat(this.events).containsExactly(expected);
		return this;
	}

	/** The kinds of all events of the last change, in their order. */
	OrderScenario thenKinds(Class<?>... expected) {
		requireExpected();
		assertThat(this.events.stream().<Class<?>>map(Object::getClass)).containsExactly(expected);
		return this;
	}

	OrderScenario thenNothing() {
		return then();
	}

	/** The last change was refused, and told of nothing. */
	OrderScenario thenRefused(Class<? extends RuntimeException> type, String message) {
		this.isRefusalExpected = true;
		assertThat(this.refusal).isInstanceOf(type).hasMessage(message);
		assertThat(this.events).isEmpty();
		return this;
	}

	OrderScenario version(int expected) {
		requireExpected();
		assertThat(this.order.version()).as("version").isEqualTo(expected);
		return this;
	}

	OrderScenario status(OrderStatus expected) {
		requireExpected();
		assertThat(this.order.status()).isEqualTo(expected);
		return this;
	}

	OrderScenario paymentStatus(PaymentStatus expected) {
		requireExpected();
		assertThat(this.order.paymentStatus()).isEqualTo(expected);
		return this;
	}

	/**
	 * Expects these sums of the order.
	 * @param sums subtotal, discount, service charge, tax, tip and total
	 */
	OrderScenario totals(String sums) {
		requireExpected();
		var totals = this.order.totals();
		assertThat("%s - %s + %s + %s + %s = %s".formatted(totals.subtotal(), totals.discountAmount(),
				totals.serviceChargeAmount(), totals.taxAmount(), totals.tipAmount(), totals.totalAmount()))
			.isEqualTo(sums);
		return this;
	}

	/** Expects this of the order as it is now. */
	OrderScenario and(Consumer<Order> expectation) {
		requireExpected();
		expectation.accept(this.order);
		return this;
	}

	private void requireExpected() {
		if (this.refusal != null && !this.isRefusalExpected) {
			throw new AssertionError("The change was refused", this.refusal);
		}
	}

}
