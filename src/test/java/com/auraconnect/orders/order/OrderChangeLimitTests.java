package com.auraconnect.orders.order;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Amount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.MENU;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderMother.item;
import static com.auraconnect.orders.order.OrderMother.menu;
import static com.auraconnect.orders.order.OrderScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limit on the changes of an order: those that could be repeated without end are
 * refused beyond it, and those that bring the order to its end are not.
 */
class OrderChangeLimitTests {

	private static final Instant LATER = TAKEN.plusSeconds(90);

	private static final String REFUSED = "Order 42 was changed 5000 times, as often as an order can be; "
			+ "it can still be prepared, paid, completed or cancelled";

	static Stream<Named<Consumer<Order>>> endless() {
		return Stream.of(of("notes", (it) -> it.amendments().apply(notes("in a hurry"), null, LATER)),
				of("table of its check", (it) -> it.amendments().followToTable("9", LATER)),
				of("check", (it) -> it.amendments().moveToCheck(OrderMother.CHECK, LATER)),
				of("new line", (it) -> it.lines().add(List.of(item(BURGER, 1)), MENU, LATER)),
				of("quantity",
						(it) -> it.lines().change(3, it.lines().get(3).content(), quantity(2), null, "till", LATER)),
				of("line off", (it) -> it.lines().remove(3, "till", LATER)),
				of("adjustment", (it) -> it.money().adjust(discount(), "till", LATER)),
				of("tip", (it) -> it.money().changeTip(it.payments().getFirst(), Amount.of("1.00"), LATER)),
				of("recall", (it) -> it.preparation().recall(1, "cook", LATER)),
				of("estimate", (it) -> it.preparation().estimateReady(LATER, LATER)));
	}

	private static Named<Consumer<Order>> of(String name, Consumer<Order> change) {
		return Named.of(name, change);
	}

	@ParameterizedTest
	@MethodSource("endless")
	void aChangeThatCanBeRepeatedIsMadeUpToTheLimitAndRefusedBeyond(Consumer<Order> change) {
		given(changed(cooking(), 4999)).when(change).version(5001);
		given(changed(cooking(), 5000)).when(change).thenRefused(InvalidOrderState.class, REFUSED).version(5001);
	}

	@Test
	void theDueTimeIsChangedUpToTheLimit() {
		Consumer<Order> later = (it) -> it.preparation()
			.reschedule(TAKEN.plus(Duration.ofHours(3)), OrderMother.location(true), "till", LATER);

		given(changed(scheduled(), 4999)).when(later).version(5001);
		given(changed(scheduled(), 5000)).when(later).thenRefused(InvalidOrderState.class, REFUSED);
	}

	@Test
	void aFiringTimeFollowsTheLocationUpToTheLimit() {
		Consumer<Order> plan = (it) -> it.preparation().planAgain(busy(), LATER);

		given(changed(scheduled(), 4999)).when(plan).version(5001);
		given(changed(scheduled(), 5000)).when(plan).thenNothing().version(5001);
	}

	@Test
	void whatChangesNothingIsNoChange() {
		given(changed(cooking(), 5000)).when((it) -> it.amendments().apply(notes(null), null, LATER))
			.thenNothing()
			.when((it) -> it.preparation().recall(2, "cook", LATER))
			.thenNothing()
			.when((it) -> it.preparation().estimateReady(null, LATER))
			.thenNothing()
			.when((it) -> it.money().changeTip(it.payments().getFirst(), Amount.ZERO, LATER))
			.thenNothing();
	}

	@Test
	void anOrderAtTheLimitIsPreparedPaidAndCompleted() {
		given(changed(menu().taken(), 5000)).when((it) -> it.confirm(Courses.OFF, "till", null, LATER)).when((it) -> {
			it.preparation().prepare(null, "cook", LATER);
			it.preparation().estimateReady(LATER, LATER);
		})
			.when((it) -> it.lines().voidLine(3, "dropped", true, "till", LATER))
			.when((it) -> it.preparation().bump(1, "cook", LATER))
			.when((it) -> it.preparation().bump(2, "cook", LATER))
			.status(OrderStatus.READY)
			.when((it) -> it.money()
				.pay(new NewPayment(PaymentMethod.CASH, Amount.of(it.balance().open()), Amount.ZERO, null), null,
						"till", LATER))
			.when((it) -> it.complete(Duration.ZERO, "till", null, LATER))
			.status(OrderStatus.COMPLETED)
			.paymentStatus(PaymentStatus.PAID)
			.when((it) -> it.money()
				.refund(it.payments().getFirst(), new NewRefund(Amount.of("1.00"), Refund.Kind.GOODWILL, "cold"),
						"till", LATER))
			.paymentStatus(PaymentStatus.PARTIALLY_REFUNDED);
	}

	@Test
	void anOrderAtTheLimitIsCancelled() {
		given(changed(cooking(), 5000))
			.when((it) -> it.cancel(new Cancellation(CancellationReason.OUT_OF_STOCK, null), "till", LATER))
			.status(OrderStatus.CANCELLED);
	}

	@Test
	void anAdjustmentIsTakenBackAtTheLimit() {
		given(cooking()).when((it) -> it.money().adjust(discount(), "till", LATER))
			.when((it) -> changed(it, 5000))
			.when((it) -> it.money().removeAdjustment(it.prices().adjustments().getFirst().id(), LATER))
			.and((order) -> assertThat(order.prices().adjustments()).isEmpty());
	}

	/**
	 * Creates an order in preparation with a payment by cash, whose first line is ready
	 * and whose last one is new.
	 */
	private static Order cooking() {
		var order = menu().taken(OrderStatus.CONFIRMED);
		OrderMother.pay(order, PaymentMethod.CASH, "1.00");
		order.preparation().bump(1, "cook", TAKEN);
		order.tracking().takeEvents();
		return order;
	}

	private static Order scheduled() {
		return menu().scheduledFor(TAKEN.plus(Duration.ofHours(2))).taken();
	}

	/** A location that needs 20 minutes more. */
	private static Location busy() {
		var open = OrderMother.location(true);
		return new Location(open.tenantId(), open.id(), open.currency(), open.businessDays(), open.autoConfirm(),
				open.taxRules(), new Availability(true, true, Duration.ofMinutes(20), null), open.scheduling(),
				open.courses(), open.payments(), open.itemsOut());
	}

	/** Changes an order until it was changed so often. */
	private static Order changed(Order order, int times) {
		while (order.version() <= times) {
			order.incrementVersion();
		}
		return order;
	}

	private static OrderPatch notes(@Nullable String notes) {
		return new OrderPatch(null, null, Optional.ofNullable(notes), null, null, null, null, null, null, null);
	}

	private static ItemChange quantity(int quantity) {
		return new ItemChange(quantity, null, null, null);
	}

	private static NewAdjustment discount() {
		return new NewAdjustment(OrderAdjustment.Kind.DISCOUNT, null, "Manager", Adjustment.FIXED,
				new BigDecimal("1.00"), "long wait", null);
	}

}
