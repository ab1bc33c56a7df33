package com.auraconnect.orders.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

import com.auraconnect.orders.order.OrderEvent.ItemsChanged;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import com.auraconnect.orders.pricing.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.CHEESE;
import static com.auraconnect.orders.order.OrderMother.COLA;
import static com.auraconnect.orders.order.OrderMother.FRIES;
import static com.auraconnect.orders.order.OrderMother.MENU;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderMother.burger;
import static com.auraconnect.orders.order.OrderMother.item;
import static com.auraconnect.orders.order.OrderMother.menu;
import static com.auraconnect.orders.order.OrderMother.order;
import static com.auraconnect.orders.order.OrderScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Changes of an order's lines and their effect on the totals. */
class OrderLinesTests {

	private static final Instant LATER = TAKEN.plusSeconds(90);

	@Test
	void anAddedLineIsPricedAndPublishedWithTheChangedTotals() {
		var order = burger();

		given(order).when((it) -> it.lines().add(List.of(item(FRIES, 2)), MENU, LATER))
			.totals("18.00 - 0.00 + 0.00 + 1.80 + 0.00 = 19.80")
			.version(2)
			.then(new ItemsChanged(List.of(line(order, 2)),
					Set.of("subtotal", "tax_amount", "total_amount", "balance", "taxes")));
		assertThat(line(order, 2).total()).isEqualTo(Money.of("8.80"));
	}

	@Test
	void linesAndOtherFieldsOfOneChangeAreOneEvent() {
		var order = burger();

		given(order).when((it) -> {
			it.preparation().estimateReady(LATER.plusSeconds(600), LATER);
			it.lines().add(List.of(item(FRIES, 2)), MENU, LATER);
			it.markDegraded(Partner.MENU, LATER);
		})
			.then(new ItemsChanged(List.of(line(order, 2)),
					Set.of("estimated_ready_time", "subtotal", "tax_amount", "total_amount", "balance", "taxes",
							"degraded")))
			.version(2);
	}

	@Test
	void linesKeepTheirInsertionOrder() {
		given(burger()).when((it) -> it.lines().add(List.of(item(FRIES, 1), item(COLA, 1)), MENU, LATER))
			.and((order) -> assertThat(order.items()).extracting(OrderItem::lineNumber).containsExactly(1, 2, 3))
			.and((order) -> assertThat(order.items()).extracting(OrderItem::name)
				.containsExactly("Burger", "Fries", "Cola"));
	}

	/**
	 * Covers a voucher, which is split in proportion to the lines: a new line takes its
	 * share.
	 */
	@Test
	void aLineWithAChangedShareOfADiscountIsPublished() {
		var order = order().with(BURGER, 1).less("2.00").taken();

		given(order).totals("10.00 - 2.00 + 0.00 + 0.80 + 0.00 = 8.80")
			.when((it) -> it.lines().add(List.of(item(BURGER, 1)), MENU, LATER))
			.totals("20.00 - 2.00 + 0.00 + 1.80 + 0.00 = 19.80")
			.then(new ItemsChanged(List.of(line(order, 1), line(order, 2)),
					Set.of("subtotal", "tax_amount", "total_amount", "balance", "taxes")));
		assertThat(line(order, 1).discountAmount()).isEqualTo(Money.of("1.00"));
	}

	@Test
	void aServiceChargeFollowsTheLines() {
		given(order().with(BURGER, 1).withService("10")).totals("10.00 - 0.00 + 1.00 + 1.00 + 0.00 = 12.00")
			.when((it) -> it.lines().add(List.of(item(BURGER, 1)), MENU, LATER))
			.totals("20.00 - 0.00 + 2.00 + 2.00 + 0.00 = 24.00");
	}

	@Test
	void aPaidOrderWithAnAddedLineIsPartiallyPaid() {
		var order = order().with(BURGER, 1).paidInCash().taken();

		given(order).paymentStatus(PaymentStatus.PAID)
			.when((it) -> it.lines().add(List.of(item(FRIES, 1)), MENU, LATER))
			.paymentStatus(PaymentStatus.PARTIALLY_PAID)
			.then(new ItemsChanged(List.of(line(order, 2)),
					Set.of("subtotal", "tax_amount", "total_amount", "balance", "taxes", "payment_status")));
	}

	@Test
	void theTipIsKeptWhenTheLinesChange() {
		given(order().with(BURGER, 1).paidByCard("tok_ok", "3.00")).totals("10.00 - 0.00 + 0.00 + 1.00 + 3.00 = 14.00")
			.when((it) -> it.lines().add(List.of(item(FRIES, 1)), MENU, LATER))
			.totals("14.00 - 0.00 + 0.00 + 1.40 + 3.00 = 18.40");
	}

	@Test
	void linesBeyondTheLargestTotalAreRefused() {
		given(burger()).when((it) -> it.lines().add(List.of(item(BURGER, 10_000_000)), MENU, LATER))
			.thenRefused(OrderTooExpensive.class, "come to more than 99999999.99");
	}

	@Test
	void allRequestedFieldsOfALineAreChanged() {
		var order = burger();
		var cheese = List.of(new Modifier(CHEESE, "Cheese", Money.of("1.00"), 2));

		given(order)
			.when((it) -> it.lines()
				.change(1, line(it, 1).content(), new ItemChange(3, List.of(), Optional.of("well done"), null), cheese,
						"till", LATER))
			.totals("36.00 - 0.00 + 0.00 + 3.60 + 0.00 = 39.60")
			.version(2)
			.then(new ItemsChanged(List.of(line(order, 1)),
					Set.of("subtotal", "tax_amount", "total_amount", "balance", "taxes")));
		assertThat(line(order, 1).content())
			.isEqualTo(new OrderItem.Content(3, cheese, "well done", null, ItemStatus.PENDING));
	}

	@Test
	void changedInstructionsChangeNoTotal() {
		var order = burger();

		given(order)
			.when((it) -> it.lines()
				.change(1, line(it, 1).content(), new ItemChange(null, null, Optional.of("rare"), null), null, "till",
						LATER))
			.version(2)
			.then(new ItemsChanged(List.of(line(order, 1)), Set.of()));
	}

	@Test
	void aChangeWithoutNewValuesChangesNothing() {
		given(burger())
			.when((it) -> it.lines()
				.change(1, line(it, 1).content(), new ItemChange(1, null, Optional.empty(), null), null, "till", LATER))
			.thenNothing()
			.version(1);
	}

	@Test
	void aChangeBasedOnStaleContentIsRefused() {
		var order = burger();
		var seen = line(order, 1).content();

		given(order).when((it) -> it.lines().change(1, seen, new ItemChange(2, null, null, null), null, "till", LATER))
			.when((it) -> it.lines().change(1, seen, new ItemChange(5, null, null, null), null, "till", LATER))
			.thenRefused(ConcurrentChange.class, new ConcurrentChange().getMessage())
			.and((it) -> assertThat(line(it, 1).quantity()).isEqualTo(2));
	}

	@Test
	void aLineTakenOffCostsNothingAndStaysVisible() {
		var order = menu().taken();

		given(order).when((it) -> it.lines().remove(1, "till", LATER))
			.totals("7.00 - 0.00 + 0.00 + 0.70 + 0.00 = 7.70")
			.version(2)
			.then(new ItemsChanged(List.of(line(order, 1)),
					Set.of("subtotal", "tax_amount", "total_amount", "balance", "taxes")))
			.and((it) -> assertThat(it.items()).hasSize(3))
			.when((it) -> it.lines().remove(1, "till", LATER))
			.thenNothing()
			.version(2);
	}

	@Test
	void lineNumbersOfTakenOffLinesAreNotReused() {
		given(menu()).when((it) -> it.lines().remove(3, "till", LATER))
			.when((it) -> it.lines().add(List.of(item(COLA, 1)), MENU, LATER))
			.and((order) -> assertThat(order.items().getLast().lineNumber()).isEqualTo(4));
	}

	@Test
	void aChangeOfATakenOffLineIsRefused() {
		given(menu()).when((it) -> it.lines().remove(1, "till", LATER))
			.when((it) -> it.lines()
				.change(1, line(it, 1).content(), new ItemChange(2, null, null, null), null, "till", LATER))
			.thenRefused(InvalidOrderState.class, "Item 1 was taken off the order and cannot be changed");
	}

	@Test
	void takingOffTheLastLineIsRefused() {
		given(order().with(BURGER, 1).with(FRIES, 1)).when((it) -> it.lines().remove(1, "till", LATER))
			.when((it) -> it.lines().remove(2, "till", LATER))
			.thenRefused(InvalidOrderState.class,
					"The last item cannot be taken off the order; cancel the order instead");
	}

	@Test
	void aChangeOfAnUnknownLineIsRefused() {
		given(burger()).when((it) -> it.lines().remove(9, "till", LATER))
			.thenRefused(ItemNotFound.class, new ItemNotFound(9).getMessage());
	}

	@ParameterizedTest
	@EnumSource(names = { "READY", "COMPLETED", "CANCELLED" })
	void linesOfOrdersThatAreReadyOrEndedCannotBeChanged(OrderStatus status) {
		var refusal = "The items of an order that is " + WireNames.of(status)
				+ " cannot be changed; they can until it is ready";
		given(menu().taken(status)).when((it) -> it.lines().add(List.of(item(COLA, 1)), MENU, LATER))
			.thenRefused(InvalidOrderState.class, refusal);
		given(menu().taken(status)).when((it) -> it.lines().remove(1, "till", LATER))
			.thenRefused(InvalidOrderState.class, refusal);
		given(menu().taken(status))
			.when((it) -> it.lines()
				.change(1, line(it, 1).content(), new ItemChange(2, null, null, null), null, "till", LATER))
			.thenRefused(InvalidOrderState.class, refusal);
	}

	@Test
	void aSecondRoundIsAddedWhileTheFirstIsMade() {
		given(menu().taken(OrderStatus.PREPARING)).when((it) -> it.lines().add(List.of(item(COLA, 2)), MENU, LATER))
			.thenKinds(ItemsChanged.class)
			.status(OrderStatus.PREPARING)
			.and((it) -> assertThat(line(it, 4).status()).isEqualTo(ItemStatus.PENDING))
			.when((it) -> finish(it, 1, 2, 3))
			.status(OrderStatus.PREPARING)
			.when((it) -> finish(it, 4))
			.status(OrderStatus.READY);
	}

	@Test
	void aLineThatIsNotBegunIsChangedOrTakenOffWhileOthersAreMade() {
		given(menu().taken(OrderStatus.CONFIRMED)).when((it) -> it.preparation().prepare("grill", "till", LATER))
			.when((it) -> it.lines()
				.change(2, line(it, 2).content(), new ItemChange(3, null, null, Optional.of(2)), null, "till", LATER))
			.thenKinds(ItemsChanged.class)
			.and((it) -> assertThat(line(it, 2).course()).isEqualTo(2))
			.when((it) -> it.lines().remove(2, "till", LATER))
			.thenKinds(ItemsChanged.class)
			.and((it) -> assertThat(line(it, 2).lineVoid()).isEqualTo(new LineVoid(null, false, "till", LATER)))
			.when((it) -> it.lines()
				.change(1, line(it, 1).content(), new ItemChange(3, null, null, null), null, "till", LATER))
			.thenRefused(InvalidOrderState.class,
					"Item 1 is preparing and cannot be changed; void it and add a new one")
			.when((it) -> it.lines().remove(1, "till", LATER))
			.thenRefused(InvalidOrderState.class,
					"Item 1 is preparing and cannot be taken off; void it and add a new one");
	}

	@Test
	void aBegunLineIsVoidedWithAReason() {
		given(menu().taken(OrderStatus.PREPARING)).when((it) -> it.lines().voidLine(1, "dropped", true, "chef", LATER))
			.thenKinds(ItemsChanged.class)
			.totals("7.00 - 0.00 + 0.00 + 0.70 + 0.00 = 7.70")
			.and((it) -> assertThat(line(it, 1).lineVoid()).isEqualTo(new LineVoid("dropped", true, "chef", LATER)))
			.and((it) -> assertThat(it.stock().needs()).contains(new Inventory.Need(BURGER, 1)))
			.when((it) -> it.lines().voidLine(1, "again", false, "chef", LATER))
			.thenNothing()
			.when((it) -> it.lines().voidLine(2, "not wanted", false, "chef", LATER))
			.and((it) -> assertThat(it.stock().needs()).extracting(Inventory.Need::menuItemId).doesNotContain(FRIES));
	}

	@Test
	void theVoidOfTheLastLineThatIsMadeMakesTheOrderReady() {
		given(menu().taken(OrderStatus.PREPARING)).when((it) -> finish(it, 1, 2))
			.when((it) -> it.lines().voidLine(3, "spilt", true, "chef", LATER))
			.thenKinds(ItemsChanged.class, StatusChanged.class)
			.status(OrderStatus.READY);
	}

	@Test
	void aLineOfAReadyOrderCanBeVoided() {
		given(menu().taken(OrderStatus.READY)).when((it) -> it.lines().voidLine(1, "burnt", true, "chef", LATER))
			.thenKinds(ItemsChanged.class)
			.status(OrderStatus.READY);
	}

	@Test
	void stockOfALineThatIsNotBegunCannotBeUsedUp() {
		given(menu()).when((it) -> it.lines().voidLine(1, "dropped", true, "chef", LATER))
			.thenRefused(InvalidOrderState.class, "Item 1 was not begun, so its stock cannot be used up");
	}

	@Test
	void theLastLineCannotBeVoided() {
		given(order().with(BURGER, 1).taken(OrderStatus.PREPARING))
			.when((it) -> it.lines().voidLine(1, "dropped", true, "chef", LATER))
			.thenRefused(InvalidOrderState.class,
					"The last item cannot be taken off the order; cancel the order instead");
	}

	@Test
	void anEditThatNeedsOtherStockOutdatesTheReservation() {
		given(menu()).when((it) -> it.stock().setReservation("r-1", it.stock().itemsVersion(), LATER))
			.when((it) -> it.lines()
				.change(1, line(it, 1).content(), new ItemChange(null, null, Optional.of("rare"), null), null, "till",
						LATER))
			.and((it) -> assertThat(it.stock().isReservationToFollow()).isFalse())
			.when((it) -> it.lines().add(List.of(item(COLA, 1)), MENU, LATER))
			.and((it) -> assertThat(it.stock().isReservationToFollow()).isTrue())
			.when((it) -> it.stock().changeReservation(it.stock().itemsVersion(), false, LATER))
			.and((it) -> assertThat(it.degraded()).containsExactly(Partner.INVENTORY))
			.and((it) -> assertThat(it.stock().isReservationToFollow()).isFalse());
	}

	private static void finish(Order order, long... itemIds) {
		LongStream.of(itemIds).forEach((id) -> order.preparation().bump(id, "till", LATER));
	}

	private static OrderItem line(Order order, int number) {
		return order.items().get(number - 1);
	}

}
