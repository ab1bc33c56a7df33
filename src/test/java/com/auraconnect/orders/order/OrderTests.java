package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.auraconnect.orders.order.OrderEvent.Created;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import com.auraconnect.orders.order.OrderEvent.Updated;
import com.auraconnect.orders.pricing.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderMother.burger;
import static com.auraconnect.orders.order.OrderMother.menu;
import static com.auraconnect.orders.order.OrderMother.order;
import static com.auraconnect.orders.order.OrderScenario.given;
import static com.auraconnect.orders.order.OrderStatus.CANCELLED;
import static com.auraconnect.orders.order.OrderStatus.COMPLETED;
import static com.auraconnect.orders.order.OrderStatus.CONFIRMED;
import static com.auraconnect.orders.order.OrderStatus.PENDING;
import static com.auraconnect.orders.order.OrderStatus.PREPARING;
import static com.auraconnect.orders.order.OrderStatus.READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Life cycle and descriptive fields of an order. */
class OrderTests {

	private static final Instant LATER = TAKEN.plusSeconds(90);

	private static final Cancellation CANCELLATION = new Cancellation(CancellationReason.OTHER, "Fire alarm");

	/** Expected transitions by target status, duplicated on purpose. */
	private static final Map<OrderStatus, OrderStatus> COMES_FROM = Map.of(CONFIRMED, PENDING, PREPARING, CONFIRMED,
			READY, PREPARING, COMPLETED, READY);

	private static final Set<OrderStatus> CANCELLABLE = Set.of(PENDING, CONFIRMED, PREPARING);

	@Test
	void anOrderIsTakenAtItsFirstVersionWithOneEvent() {
		var order = menu().paidByCard("tok_ok", "2.00").place();

		assertThat(order.tracking().takeEvents()).containsExactly(new Created());
		assertThat(order.version()).isEqualTo(1);
		assertThat(order.status()).isEqualTo(PENDING);
		assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.UNPAID);
		assertThat(order.statusHistory()).singleElement().satisfies((first) -> {
			assertThat(first.fromStatus()).isNull();
			assertThat(first.toStatus()).isEqualTo(PENDING);
			assertThat(first.changedBy()).isEqualTo("till");
		});
		assertThat(order.tracking().takeEvents()).isEmpty();
	}

	@Test
	void anOrderIsPaidInFullByThePaymentThatCameWithIt() {
		given(menu().less("2.00").withService("10").paidByCard("tok_ok", "2.00"))
			.totals("17.00 - 2.00 + 1.50 + 1.50 + 2.00 = 20.00")
			.and((order) -> assertThat(order.payments()).singleElement().satisfies((card) -> {
				assertThat(card.amount()).isEqualTo(Money.of("18.00"));
				assertThat(card.charge()).isEqualTo(Money.of("20.00"));
				assertThat(card.status()).isEqualTo(Payment.State.PENDING);
				assertThat(card.isPlacedWithOrder()).isTrue();
			}));
	}

	@Test
	void aCashPaymentIsCapturedAtOnce() {
		given(menu().paidInCash()).paymentStatus(PaymentStatus.PAID)
			.and((order) -> assertThat(order.balance().open()).isEqualTo(Money.of("0.00")));
	}

	@Test
	void anOfflineTerminalSetsTheCreationTime() {
		var placed = TAKEN.minus(Duration.ofHours(5));
		var order = menu().placedAt(placed).place();

		assertThat(order.createdAt()).isEqualTo(placed);
		assertThat(order.statusHistory().getFirst().changedAt()).isEqualTo(placed);
	}

	@Test
	void anOrderThatWasHandedOverOfflineIsCompletedByItsCreation() {
		var placed = TAKEN.minus(Duration.ofHours(5));
		var order = menu().paidInCash().handedOverAt(placed).place();

		assertThat(order.tracking().takeEvents()).containsExactly(new Created());
		assertThat(order.version()).isEqualTo(1);
		assertThat(order.status()).isEqualTo(COMPLETED);
		assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
		assertThat(order.items()).extracting(OrderItem::status).containsOnly(ItemStatus.READY);
		assertThat(order.statusHistory()).extracting(StatusChange::toStatus)
			.containsExactly(PENDING, CONFIRMED, PREPARING, READY, COMPLETED);
		assertThat(order.statusHistory()).extracting(StatusChange::fromStatus)
			.containsExactly(null, PENDING, CONFIRMED, PREPARING, READY);
		assertThat(order.statusHistory()).extracting(StatusChange::changedAt).containsOnly(placed);
		assertThat(order.statusHistory()).extracting(StatusChange::changedBy).containsOnly("till");
	}

	@Test
	void aCreationTimeInTheFutureIsReplacedByNow() {
		assertThat(menu().placedAt(LATER).place().createdAt()).isEqualTo(TAKEN);
	}

	@Test
	void anOrderBeyondTheLargestTotalIsRefused() {
		var largest = order().with(BURGER, 9_090_909);

		given(largest).totals("90909090.00 - 0.00 + 0.00 + 9090909.00 + 0.00 = 99999999.00");
		assertThatExceptionOfType(OrderTooExpensive.class).isThrownBy(() -> order().with(BURGER, 9_090_910).place())
			.satisfies((refusal) -> assertThat(refusal.field()).isEqualTo("items"));
	}

	@ParameterizedTest(name = "{0} -> {1}")
	@MethodSource("moves")
	void anAllowedTransitionIsRecordedOnceAndOthersAreRefused(OrderStatus from, OrderStatus to) {
		var order = menu().taken(from);
		if (isAllowed(from, to)) {
			given(order).when((it) -> move(it, to)).status(to).version(2).and((moved) -> {
				assertThat(moved.statusHistory().getLast()).satisfies((last) -> {
					assertThat(last.fromStatus()).isEqualTo(from);
					assertThat(last.toStatus()).isEqualTo(to);
					assertThat(last.changedAt()).isBetween(LATER, moved.updatedAt());
					assertThat(last.changedBy()).isEqualTo("ann");
				});
			});
		}
		else {
			var history = order.statusHistory();
			given(order).when((it) -> move(it, to))
				.thenRefused(IllegalOrderTransition.class,
						new IllegalOrderTransition(from, to, OrderStateMachine.allowedFrom(from)).getMessage())
				.status(from)
				.version(1)
				.and((it) -> assertThat(it.statusHistory()).isEqualTo(history));
		}
	}

	private static Stream<Arguments> moves() {
		return Arrays.stream(OrderStatus.values())
			.flatMap((from) -> Stream.of(CONFIRMED, PREPARING, READY, COMPLETED, CANCELLED)
				.map((to) -> Arguments.of(from, to)));
	}

	private static boolean isAllowed(OrderStatus from, OrderStatus to) {
		return (to == CANCELLED) ? CANCELLABLE.contains(from) : COMES_FROM.get(to) == from;
	}

	private static void move(Order order, OrderStatus to) {
		switch (to) {
			case CONFIRMED -> order.confirm(Courses.OFF, "ann", null, LATER);
			case PREPARING -> order.preparation().startPreparing("ann", null, LATER);
			case READY -> order.preparation().markReady("ann", null, LATER);
			case COMPLETED -> order.complete(Duration.ZERO, "ann", null, LATER);
			case CANCELLED -> order.cancel(CANCELLATION, "ann", LATER);
			case PENDING -> throw new IllegalArgumentException("No order becomes pending");
		}
	}

	@Test
	void aStatusChangedEventHasReasonAndActor() {
		given(burger()).when((order) -> order.confirm(Courses.OFF, "ann", "by phone", LATER))
			.then(new StatusChanged(PENDING, CONFIRMED, "by phone", "ann", List.of()));
	}

	@Test
	void aCancellationHasItsReasonAndNotes() {
		given(burger()).when((order) -> order.cancel(CANCELLATION, "ann", LATER))
			.then(new StatusChanged(PENDING, CANCELLED, "Fire alarm", "ann", List.of()))
			.and((order) -> assertThat(order.cancellation()).isEqualTo(CANCELLATION));
	}

	@Test
	void aCancellationWithoutNotesIsDescribedByItsReason() {
		given(burger())
			.when((order) -> order.cancel(new Cancellation(CancellationReason.TIMEOUT, null), "system", LATER))
			.then(new StatusChanged(PENDING, CANCELLED, "timeout", "system", List.of()));
	}

	@Test
	void anActiveOrderHasNoCancellation() {
		given(burger()).and((order) -> assertThat(order.cancellation()).isNull());
	}

	@Test
	void updatedAtIsStrictlyIncreasing() {
		given(burger()).when((order) -> order.confirm(Courses.OFF, "ann", null, TAKEN))
			.version(2)
			.and((order) -> assertThat(order.updatedAt()).isEqualTo(TAKEN.plusMillis(1)))
			.when((order) -> order.cancel(CANCELLATION, "ann", TAKEN.minusSeconds(5)))
			.version(3)
			.and((order) -> assertThat(order.updatedAt()).isEqualTo(TAKEN.plusMillis(2)))
			.and((order) -> assertThat(order.statusHistory()).extracting(StatusChange::changedAt)
				.containsExactly(TAKEN, TAKEN.plusMillis(1), TAKEN.plusMillis(2)));
	}

	@Test
	void aChangedEstimateIsPublishedOnce() {
		given(burger()).when((order) -> order.preparation().estimateReady(LATER, TAKEN))
			.then(new Updated(Set.of("estimated_ready_time")))
			.when((order) -> order.preparation().estimateReady(LATER, TAKEN))
			.thenNothing()
			.version(2)
			.when((order) -> order.preparation().estimateReady(null, TAKEN))
			.then(new Updated(Set.of("estimated_ready_time")))
			.version(3)
			.and((order) -> assertThat(order.estimatedReadyTime()).isNull());
	}

	@Test
	void anAmendmentPublishesTheChangedFieldsOnly() {
		given(menu().forCustomer(5))
			.when((order) -> order.amendments()
				.apply(new OrderPatch(Optional.of("9"), Optional.of(2), Optional.empty(), null, null, null, null, null,
						null, null), null, LATER))
			.then(new Updated(Set.of("table_number")))
			.version(2)
			.and((order) -> assertThat(order.customerId()).isEqualTo(5));
	}

	@Test
	void anAmendmentCanClearAField() {
		given(burger())
			.when((order) -> order.amendments()
				.apply(new OrderPatch(Optional.empty(), Optional.empty(), null, null, null, null, null, null, null,
						null), null, LATER))
			.then(new Updated(Set.of("table_number", "guest_count")))
			.and((order) -> assertThat(order.fields().tableNumber()).isNull())
			.and((order) -> assertThat(order.fields().guestCount()).isNull());
	}

	@Test
	void anAmendmentWithoutNewValuesChangesNothing() {
		given(burger())
			.when((order) -> order.amendments()
				.apply(new OrderPatch(Optional.of("5"), Optional.of(2), Optional.empty(), Optional.empty(), null, null,
						null, null, null, null), null, LATER))
			.thenNothing()
			.version(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "COMPLETED", "CANCELLED" })
	void anEndedOrderCannotBeAmended(OrderStatus end) {
		given(menu().taken(end)).when((order) -> order.amendments()
			.apply(new OrderPatch(Optional.of("9"), null, null, null, null, null, null, null, null, null), null, LATER))
			.thenRefused(InvalidOrderState.class, "An order that is " + WireNames.of(end) + " cannot be changed");
	}

	@Test
	void aChangedCustomerReplacesTheDetails() {
		var ann = new OrderCustomer(5, "Ann", null, null);
		var patch = new OrderPatch(null, null, null, Optional.of(5L), null, null, null, null, null, null);

		given(burger()).when((order) -> order.amendments().apply(patch, ann, LATER))
			.then(new Updated(Set.of("customer_id", "customer")))
			.when((order) -> order.amendments()
				.apply(new OrderPatch(null, null, null, Optional.of(6L), null, null, null, null, null, null), null,
						LATER))
			.then(new Updated(Set.of("customer_id", "customer")))
			.and((order) -> assertThat(order.fields().customer()).isNull());
	}

	@Test
	void detailsOfACustomerAreFilledInOnceAndOnlyForThatCustomer() {
		var ann = new OrderCustomer(5, "Ann", null, null);

		given(menu().forCustomer(5))
			.when((order) -> order.amendments().addCustomerDetails(new OrderCustomer(6, "Bob", null, null), LATER))
			.thenNothing()
			.when((order) -> order.amendments().addCustomerDetails(ann, LATER))
			.then(new Updated(Set.of("customer")))
			.when((order) -> order.amendments().addCustomerDetails(new OrderCustomer(5, "Anne", null, null), LATER))
			.thenNothing()
			.and((order) -> assertThat(order.fields().customer()).isEqualTo(ann))
			.version(2);
	}

	@Test
	void detailsOfACustomerAreFilledInAfterTheOrdersEnd() {
		given(menu().forCustomer(5).taken(COMPLETED))
			.when((order) -> order.amendments().addCustomerDetails(new OrderCustomer(5, "Ann", null, null), LATER))
			.then(new Updated(Set.of("customer")));
	}

	@Test
	void aChangeOfTheDegradedPartnersIsPublished() {
		given(menu().without(Partner.MENU)).when((order) -> order.markDegraded(Partner.INVENTORY, LATER))
			.then(new Updated(Set.of("degraded")))
			.and((order) -> assertThat(order.degraded()).containsExactly(Partner.MENU, Partner.INVENTORY))
			.when((order) -> order.markDegraded(Partner.INVENTORY, LATER))
			.thenNothing()
			.when((order) -> order.clearDegraded(Partner.INVENTORY, LATER))
			.then(new Updated(Set.of("degraded")))
			.when((order) -> order.clearDegraded(Partner.INVENTORY, LATER))
			.thenNothing()
			.and((order) -> assertThat(order.degraded()).containsExactly(Partner.MENU))
			.version(3);
	}

	@Test
	void severalFieldsOfOneChangeAreOneEvent() {
		given(burger()).when((order) -> {
			order.markDegraded(Partner.INVENTORY, LATER);
			order.markDegraded(Partner.PAYMENT, LATER);
			order.preparation().estimateReady(LATER.plusSeconds(600), LATER);
		}).then(new Updated(Set.of("degraded", "estimated_ready_time"))).version(2);
	}

	@Test
	void aReservationIsPublishedOnlyIfTheOrderWasDegraded() {
		given(burger()).when((order) -> order.stock().setReservation("r-1", 1, LATER))
			.thenNothing()
			.when((it) -> it.stock().clearReservation())
			.thenNothing()
			.version(1)
			.and((order) -> assertThat(order.stock().reservationId()).isNull());
		given(menu().without(Partner.INVENTORY)).when((order) -> order.stock().setReservation("r-1", 1, LATER))
			.then(new Updated(Set.of("degraded")))
			.and((order) -> assertThat(order.stock().reservationId()).isEqualTo("r-1"))
			.and((order) -> assertThat(order.degraded()).isEmpty());
	}

	@Test
	void theListsOfAnOrderAreUnmodifiable() {
		var order = menu().paidInCash().taken();
		for (List<?> list : List.of(order.items(), order.payments(), order.statusHistory(), order.degraded())) {
			assertThat(list).isUnmodifiable();
		}
	}

}
