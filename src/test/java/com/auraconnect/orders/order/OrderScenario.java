package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import com.auraconnect.orders.pricing.Money;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Given-when-then DSL for changes of an order and their events, version, totals or
 * refusal. After each change it does what the transaction would do: increment the version
 * if there are events and assign ids to new parts.
 * <p>
 * Each change is also checked against two invariants: there are events exactly if
 * {@code updatedAt} has advanced, on which the stored version depends; and the line
 * amounts sum to the totals.
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

	/** Applies a change, as one transaction. */
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
		this.events = this.order.tracking().takeEvents();
		if (this.refusal == null) {
			store(before);
		}
		return this;
	}

	private void store(Instant before) {
		var moved = this.order.updatedAt().isAfter(before);
		assertThat(moved).as("updatedAt advances exactly if there are events: %s", this.events)
			.isEqualTo(!this.events.isEmpty());
		if (moved) {
			this.order.incrementVersion();
		}
		OrderMother.assignIds(this.order);
		requireThatTheLinesSumToTheTotals();
	}

	private void requireThatTheLinesSumToTheTotals() {
		var sums = this.order.totals();
		assertThat(sums.totalAmount()).as("total of %s", sums)
			.isEqualTo(sums.subtotal()
				.minus(sums.discountAmount())
				.plus(sums.serviceChargeAmount())
				.plus(sums.taxAmount())
				.plus(sums.tipAmount()));
		assertThat(this.order.items()
			.stream()
			.filter(OrderItem::isActive)
			.map(OrderItem::subtotal)
			.reduce(Money.of("0.00"), Money::plus)).as("subtotals of the lines").isEqualTo(sums.subtotal());
	}

	/** Expects exactly these events of the last change, in order. */
	OrderScenario then(OrderEvent... expected) {
		requireExpected();
		assertThat(this.events).containsExactly(expected);
		return this;
	}

	/** Expects events of exactly these types from the last change, in order. */
	OrderScenario thenKinds(Class<?>... expected) {
		requireExpected();
		assertThat(this.events.stream().<Class<?>>map(Object::getClass)).containsExactly(expected);
		return this;
	}

	OrderScenario thenNothing() {
		return then();
	}

	/** Expects that the last change was refused and recorded no event. */
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
	 * Expects these totals of the order.
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

	/** Runs assertions on the current order. */
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
