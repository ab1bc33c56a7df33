package com.auraconnect.orders.order;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static com.auraconnect.orders.order.OrderStatus.CANCELLED;
import static com.auraconnect.orders.order.OrderStatus.COMPLETED;
import static com.auraconnect.orders.order.OrderStatus.CONFIRMED;
import static com.auraconnect.orders.order.OrderStatus.PENDING;
import static com.auraconnect.orders.order.OrderStatus.PREPARING;
import static com.auraconnect.orders.order.OrderStatus.READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class OrderStateMachineTests {

	/**
	 * Expected transitions, duplicated on purpose: the contract of the API must not
	 * change with the code.
	 */
	private static final Map<OrderStatus, Set<OrderStatus>> CONTRACT = Map.of(PENDING, Set.of(CONFIRMED, CANCELLED),
			CONFIRMED, Set.of(PREPARING, CANCELLED), PREPARING, Set.of(READY, CANCELLED), READY, Set.of(COMPLETED),
			COMPLETED, Set.of(), CANCELLED, Set.of());

	@Test
	void thereAreSixStatesAndSevenTransitions() {
		assertThat(CONTRACT.keySet()).containsExactlyInAnyOrder(OrderStatus.values());
		assertThat(allowedPairs()).hasSize(7);
		assertThat(refusedPairs()).hasSize(29);
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource("allowedPairs")
	void allowsTheTransitionsOfTheContract(OrderStatus from, OrderStatus to) {
		assertThatNoException().isThrownBy(() -> OrderStateMachine.check(from, to));
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource("refusedPairs")
	void refusesOtherTransitionsAndNamesTheAllowedOnes(OrderStatus from, OrderStatus to) {
		assertThatExceptionOfType(IllegalOrderTransition.class).isThrownBy(() -> OrderStateMachine.check(from, to))
			.satisfies((refusal) -> {
				assertThat(refusal.from()).isEqualTo(from);
				assertThat(refusal.to()).isEqualTo(to);
				assertThat(refusal.allowed()).containsExactlyInAnyOrderElementsOf(CONTRACT.get(from));
			});
	}

	@Test
	void theRefusalMessageNamesTheAllowedStates() {
		assertThatExceptionOfType(IllegalOrderTransition.class)
			.isThrownBy(() -> OrderStateMachine.check(PENDING, COMPLETED))
			.withMessage("An order that is pending cannot become completed; it can become confirmed or cancelled");
		assertThatExceptionOfType(IllegalOrderTransition.class)
			.isThrownBy(() -> OrderStateMachine.check(CANCELLED, READY))
			.withMessage("An order that is cancelled cannot become ready; it can become nothing else");
	}

	@ParameterizedTest
	@EnumSource
	void aStateIsFinalWhenNothingFollowsIt(OrderStatus status) {
		assertThat(status.isFinal()).isEqualTo(OrderStateMachine.allowedFrom(status).isEmpty());
		assertThat(OrderStatus.ACTIVE.contains(status)).isNotEqualTo(status.isFinal());
	}

	@ParameterizedTest
	@EnumSource
	void theAllowedStatesAreUnmodifiable(OrderStatus from) {
		assertThat(OrderStateMachine.allowedFrom(from)).isUnmodifiable();
	}

	private static Stream<Arguments> allowedPairs() {
		return pairs().filter((pair) -> CONTRACT.get((OrderStatus) pair.get()[0]).contains(pair.get()[1]));
	}

	private static Stream<Arguments> refusedPairs() {
		return pairs().filter((pair) -> !CONTRACT.get((OrderStatus) pair.get()[0]).contains(pair.get()[1]));
	}

	private static Stream<Arguments> pairs() {
		return Arrays.stream(OrderStatus.values())
			.flatMap((from) -> EnumSet.allOf(OrderStatus.class).stream().map((to) -> Arguments.of(from, to)));
	}

}
