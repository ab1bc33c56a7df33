package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.auraconnect.orders.order.OrderEvent.ItemStatusChanged;
import com.auraconnect.orders.order.OrderEvent.ItemTransition;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static com.auraconnect.orders.order.ItemStatus.PENDING;
import static com.auraconnect.orders.order.ItemStatus.PREPARING;
import static com.auraconnect.orders.order.ItemStatus.READY;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderMother.menu;
import static com.auraconnect.orders.order.OrderScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Preparation of an order's lines: 1 a burger at the grill, 2 fries at the fryer, 3 a
 * cola without a station.
 */
class OrderInTheKitchenTests {

	private static final Instant LATER = TAKEN.plusSeconds(90);

	@Test
	void startingTheOrderStartsAllItsLines() {
		var order = menu().taken(OrderStatus.CONFIRMED);

		given(order).when((it) -> it.preparation().startPreparing("cook", null, LATER))
			.then(started(moved(order, 1, PENDING, PREPARING), moved(order, 2, PENDING, PREPARING),
					moved(order, 3, PENDING, PREPARING)))
			.version(2);
	}

	@Test
	void aStationStartsItsOwnLinesAndTheFirstStationStartsTheOrder() {
		var order = menu().taken(OrderStatus.CONFIRMED);

		given(order).when((it) -> it.preparation().prepare("grill", "cook", LATER))
			.then(started(moved(order, 1, PENDING, PREPARING)))
			.version(2)
			.when((it) -> it.preparation().prepare("fryer", "cook", LATER))
			.then(items(moved(order, 2, PENDING, PREPARING)))
			.version(3)
			.when((it) -> it.preparation().prepare(null, "cook", LATER))
			.then(items(moved(order, 3, PENDING, PREPARING)))
			.when((it) -> it.preparation().prepare("grill", "cook", LATER))
			.thenNothing()
			.version(4);
	}

	@Test
	void aStationWithoutLinesIsRefused() {
		given(menu().taken(OrderStatus.CONFIRMED)).when((it) -> it.preparation().prepare("bar", "cook", LATER))
			.thenRefused(StationNotInvolved.class, "The station bar makes nothing on this order")
			.status(OrderStatus.CONFIRMED);
	}

	@Test
	void aStationWhoseOnlyLineWasTakenOffIsNotInvolved() {
		given(menu()).when((it) -> it.lines().remove(2, "till", LATER))
			.when((it) -> it.confirm(Courses.OFF, "ann", null, LATER))
			.when((it) -> it.preparation().prepare("fryer", "cook", LATER))
			.thenRefused(StationNotInvolved.class, "The station fryer makes nothing on this order");
	}

	@Test
	void bumpingTheLastLineMakesTheOrderReady() {
		var order = menu().taken(OrderStatus.CONFIRMED);

		given(order).when((it) -> it.preparation().bump(1, "cook", LATER))
			.then(started(moved(order, 1, PENDING, READY)))
			.when((it) -> it.preparation().bump(3, "cook", LATER))
			.then(items(moved(order, 3, PENDING, READY)))
			.status(OrderStatus.PREPARING)
			.when((it) -> it.preparation().bump(2, "cook", LATER))
			.then(done(moved(order, 2, PENDING, READY)))
			.version(4);
	}

	@Test
	void aLineTakenOffDoesNotBlockTheOrder() {
		given(menu()).when((it) -> it.lines().remove(2, "till", LATER))
			.when((it) -> it.confirm(Courses.OFF, "ann", null, LATER))
			.when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> it.preparation().bump(3, "cook", LATER))
			.status(OrderStatus.READY)
			.and((order) -> assertThat(order.lines().get(2).status()).isEqualTo(ItemStatus.VOIDED));
	}

	@ParameterizedTest
	@EnumSource(names = { "PREPARING", "READY", "COMPLETED" })
	void bumpingAReadyLineChangesNothing(OrderStatus status) {
		var order = menu().taken(OrderStatus.CONFIRMED);

		given(order).when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> OrderMother.moveTo(it, status))
			.when((it) -> it.preparation().bump(1, "cook", LATER))
			.thenNothing();
	}

	@Test
	void bumpingAnyLineOfACancelledOrderIsRefused() {
		given(menu().taken(OrderStatus.CONFIRMED)).when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> OrderMother.moveTo(it, OrderStatus.CANCELLED))
			.when((it) -> it.preparation().bump(1, "cook", LATER))
			.thenRefused(IllegalOrderTransition.class,
					"An order that is cancelled cannot become preparing; it can become nothing else");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "CONFIRMED", "PREPARING" })
	void prepareIsRefusedOutsideTheKitchen(OrderStatus status) {
		given(menu().taken(status)).when((it) -> it.preparation().prepare(null, "cook", LATER))
			.thenRefused(IllegalOrderTransition.class,
					new IllegalOrderTransition(status, OrderStatus.PREPARING, OrderStateMachine.allowedFrom(status))
						.getMessage());
	}

	@Test
	void bumpIsRefusedBeforeTheConfirmation() {
		given(menu()).when((it) -> it.preparation().bump(1, "cook", LATER))
			.thenRefused(IllegalOrderTransition.class,
					"An order that is pending cannot become preparing; it can become confirmed or cancelled")
			.and((order) -> assertThat(order.lines().get(1).status()).isEqualTo(PENDING));
	}

	@Test
	void bumpIsRefusedForLinesThatAreTakenOffOrUnknown() {
		var order = menu().taken();

		given(order).when((it) -> it.lines().remove(2, "till", LATER))
			.when((it) -> it.confirm(Courses.OFF, "ann", null, LATER))
			.when((it) -> it.preparation().bump(2, "cook", LATER))
			.thenRefused(InvalidOrderState.class, "Item 2 was taken off the order and is not made");
		given(order).when((it) -> it.preparation().bump(9, "cook", LATER))
			.thenRefused(ItemNotFound.class, "The order has no item 9");
		given(order).when((it) -> it.preparation().recall(2, "cook", LATER))
			.thenRefused(InvalidOrderState.class, "Item 2 was taken off the order and is not made")
			.status(OrderStatus.CONFIRMED);
	}

	@Test
	void recallSetsAReadyLineBackToPreparing() {
		var order = menu().taken(OrderStatus.CONFIRMED);

		given(order).when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> it.preparation().recall(1, "cook", LATER))
			.then(items(moved(order, 1, READY, PREPARING)))
			.version(3)
			.when((it) -> it.preparation().recall(1, "cook", LATER))
			.thenNothing()
			.when((it) -> it.preparation().recall(2, "cook", LATER))
			.thenNothing()
			.version(3);
	}

	@Test
	void aLineOfAReadyOrderIsRecalledAndBumpedWhileTheOrderStaysReady() {
		given(menu().taken(OrderStatus.READY)).when((it) -> it.preparation().recall(1, "cook", LATER))
			.thenKinds(ItemStatusChanged.class)
			.status(OrderStatus.READY)
			.when((it) -> it.complete(Duration.ZERO, "till", null, LATER))
			.thenRefused(InvalidOrderState.class,
					"An item of the order was recalled and is being made again; bump it before the order is completed")
			.when((it) -> it.preparation().bump(1, "cook", LATER))
			.thenKinds(ItemStatusChanged.class)
			.status(OrderStatus.READY)
			.when((it) -> it.complete(Duration.ZERO, "till", null, LATER))
			.status(OrderStatus.COMPLETED);
	}

	@Test
	void readyBumpsTheRecalledLinesOfAReadyOrder() {
		given(menu().taken(OrderStatus.READY)).when((it) -> it.preparation().recall(2, "cook", LATER))
			.when((it) -> it.preparation().bumpRecalled("cook", LATER))
			.thenKinds(ItemStatusChanged.class)
			.when((it) -> it.preparation().bumpRecalled("cook", LATER))
			.thenNothing();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "CONFIRMED", "PREPARING", "READY" })
	void recallIsRefusedOutsideTheKitchen(OrderStatus status) {
		given(menu().taken(status)).when((it) -> it.preparation().recall(1, "cook", LATER))
			.thenRefused(IllegalOrderTransition.class,
					new IllegalOrderTransition(status, OrderStatus.PREPARING, OrderStateMachine.allowedFrom(status))
						.getMessage());
	}

	@Test
	void bumpingTheOnlyLineOfAConfirmedOrderIsOneChangeOfStatus() {
		var order = menu().taken(OrderStatus.PENDING);

		given(order).when((it) -> it.lines().remove(1, "till", LATER))
			.when((it) -> it.lines().remove(2, "till", LATER))
			.when((it) -> it.confirm(Courses.OFF, "ann", null, LATER))
			.when((it) -> it.preparation().bump(3, "cook", LATER))
			.then(new StatusChanged(OrderStatus.CONFIRMED, OrderStatus.READY, null, "cook",
					List.of(moved(order, 3, PENDING, READY))))
			.and((it) -> assertThat(it.statusHistory()).extracting(StatusChange::toStatus)
				.endsWith(OrderStatus.CONFIRMED, OrderStatus.PREPARING, OrderStatus.READY));
	}

	@Test
	void markReadyFinishesTheLinesWithTheOrder() {
		var order = menu().taken(OrderStatus.CONFIRMED);

		given(order).when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> it.preparation().prepare("fryer", "cook", LATER))
			.when((it) -> it.preparation().markReady("cook", null, LATER))
			.then(done(moved(order, 2, PREPARING, READY), moved(order, 3, PENDING, READY)))
			.version(4);
	}

	@Test
	void completingAReadyOrderRecordsNoLineEvents() {
		given(menu().taken(OrderStatus.READY)).when((it) -> it.complete(Duration.ZERO, "ann", null, LATER))
			.then(new StatusChanged(OrderStatus.READY, OrderStatus.COMPLETED, null, "ann", List.of()));
	}

	private static StatusChanged started(ItemTransition... items) {
		return new StatusChanged(OrderStatus.CONFIRMED, OrderStatus.PREPARING, null, "cook", List.of(items));
	}

	private static StatusChanged done(ItemTransition... items) {
		return new StatusChanged(OrderStatus.PREPARING, OrderStatus.READY, null, "cook", List.of(items));
	}

	private static ItemStatusChanged items(ItemTransition... items) {
		return new ItemStatusChanged(List.of(items), "cook");
	}

	private static ItemTransition moved(Order order, long itemId, ItemStatus from, ItemStatus to) {
		return new ItemTransition(order.lines().get(itemId), from, to);
	}

}
