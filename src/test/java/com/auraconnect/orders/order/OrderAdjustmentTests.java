package com.auraconnect.orders.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.auraconnect.orders.order.OrderAdjustment.Kind;
import com.auraconnect.orders.order.OrderEvent.Updated;
import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.FRIES;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderMother.burger;
import static com.auraconnect.orders.order.OrderMother.order;
import static com.auraconnect.orders.order.OrderScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Adjustments that are made after the sale. A burger costs 10.00 and 10 % tax, fries
 * 4.00.
 */
class OrderAdjustmentTests {

	private static final Instant LATER = TAKEN.plusSeconds(90);

	@Test
	void anOrderIsPricedAsIfTheDiscountHadBeenThere() {
		var sold = order().with(BURGER, 1).with(FRIES, 2).less("5.00").taken();
		var adjusted = order().with(BURGER, 1).with(FRIES, 2).taken();

		given(adjusted).when((it) -> it.money().adjust(discount(null, Adjustment.FIXED, "5.00"), "ann", LATER))
			.totals("18.00 - 5.00 + 0.00 + 1.30 + 0.00 = 14.30")
			.version(2);
		assertThat(adjusted.totals()).isEqualTo(sold.totals());
		assertThat(adjusted.items()).extracting(OrderItem::charge)
			.containsExactlyElementsOf(sold.items().stream().map(OrderItem::charge).toList());
		assertThat(adjusted.prices().adjustments()).singleElement().satisfies((adjustment) -> {
			assertThat(adjustment.amount()).isEqualTo(Money.of("5.00"));
			assertThat(adjustment.by()).isEqualTo("ann");
			assertThat(adjustment.at()).isEqualTo(LATER);
		});
		assertThat(adjusted.prices().discounts()).isEmpty();
	}

	@Test
	void aLineIsComped() {
		given(order().with(BURGER, 1).with(FRIES, 1).taken())
			.when((it) -> it.money().adjust(wanted(Kind.COMP, 2L, Adjustment.PERCENTAGE, "100"), "ann", LATER))
			.totals("14.00 - 4.00 + 0.00 + 1.00 + 0.00 = 11.00")
			.and((it) -> assertThat(it.prices().adjustments().getFirst().amount()).isEqualTo(Money.of("4.00")))
			.when((it) -> it.money().removeAdjustment(2, LATER))
			.totals("14.00 - 0.00 + 0.00 + 1.40 + 0.00 = 15.40")
			.and((it) -> assertThat(it.prices().adjustments()).isEmpty());
	}

	@Test
	void theLatestPriceOfALineCountsAndItsRemovalRestoresTheOneBefore() {
		var order = order().with(BURGER, 2).taken();
		given(order).when((it) -> it.money().adjust(price(1, "8.00"), "ann", LATER))
			.totals("16.00 - 0.00 + 0.00 + 1.60 + 0.00 = 17.60")
			.when((it) -> it.money().adjust(price(1, "12.00"), "ann", LATER))
			.totals("24.00 - 0.00 + 0.00 + 2.40 + 0.00 = 26.40")
			.and((it) -> assertThat(it.prices().adjustments()).extracting(OrderAdjustment::amount)
				.containsExactly(Money.of("0.00"), Money.of("-4.00")))
			.when((it) -> it.money().removeAdjustment(3, LATER))
			.totals("16.00 - 0.00 + 0.00 + 1.60 + 0.00 = 17.60")
			.when((it) -> it.money().removeAdjustment(2, LATER))
			.totals("20.00 - 0.00 + 0.00 + 2.00 + 0.00 = 22.00");
		assertThat(order.items().getFirst().unitPrice()).isEqualTo(Money.of("10.00"));
	}

	@Test
	void aServiceChargeIsAddedAndTakenAway() {
		given(burger())
			.when((it) -> it.money()
				.adjust(wanted(Kind.SERVICE_CHARGE, null, Adjustment.PERCENTAGE, "18"), "ann", LATER))
			.then(new Updated(Set.of("adjustments", "service_charge_amount", "total_amount", "balance")))
			.totals("10.00 - 0.00 + 1.80 + 1.00 + 0.00 = 12.80")
			.when((it) -> it.money().removeAdjustment(2, LATER))
			.totals("10.00 - 0.00 + 0.00 + 1.00 + 0.00 = 11.00");
	}

	@Test
	void anAdjustedPriceFollowsTheLines() {
		given(order().with(BURGER, 1).taken())
			.when((it) -> it.money().adjust(discount(null, Adjustment.PERCENTAGE, "50"), "ann", LATER))
			.when((it) -> it.lines().add(List.of(OrderMother.item(FRIES, 1)), OrderMother.MENU, LATER))
			.totals("14.00 - 7.00 + 0.00 + 0.70 + 0.00 = 7.70");
	}

	@Test
	void aPaidOrderThatIsReducedOwesTheGuest() {
		given(burger())
			.when((it) -> it.money()
				.pay(new NewPayment(PaymentMethod.CASH, Amount.of("11.00"), Amount.ZERO, null), null, "ann", LATER))
			.when((it) -> it.money().adjust(discount(1L, Adjustment.FIXED, "5.00"), "ann", LATER))
			.paymentStatus(PaymentStatus.PAID)
			.and((it) -> assertThat(it.balance().open()).isEqualTo(Money.of("-5.50")));
	}

	@Test
	void anAdjustmentOfAVoidedLineCostsNothing() {
		given(order().with(BURGER, 1).with(FRIES, 1).taken())
			.when((it) -> it.money().adjust(discount(2L, Adjustment.FIXED, "1.00"), "ann", LATER))
			.when((it) -> it.lines().remove(2, "ann", LATER))
			.totals("10.00 - 0.00 + 0.00 + 1.00 + 0.00 = 11.00")
			.and((it) -> assertThat(it.prices().adjustments().getFirst().amount()).isEqualTo(Money.of("0.00")))
			.when((it) -> it.money().adjust(discount(2L, Adjustment.FIXED, "1.00"), "ann", LATER))
			.thenRefused(UnknownItem.class, "The order has no active item 2");
	}

	@Test
	void aCancelledOrderAndAnUnknownAdjustmentAreRefused() {
		given(order().with(BURGER, 1).taken(OrderStatus.CANCELLED))
			.when((it) -> it.money().adjust(discount(null, Adjustment.FIXED, "1.00"), "ann", LATER))
			.thenRefused(InvalidOrderState.class, "An order that is cancelled costs nothing and cannot be adjusted");
		given(burger()).when((it) -> it.money().removeAdjustment(9, LATER))
			.thenRefused(AdjustmentNotFound.class, "The order has no adjustment 9");
	}

	/** Covers an order that was sold with discounts and a charge of its own. */
	@Test
	void whatTheOrderWasSoldWithStaysApart() {
		var burger = new NewOrder.Item(BURGER, 1, List.of(),
				List.of(new Discount("Lunch", Adjustment.FIXED, new BigDecimal("2.00"))), null, null);
		var order = order().with(burger).with(FRIES, 1).less("3.00").withService("10").taken();
		given(order).totals("14.00 - 5.00 + 0.90 + 0.90 + 0.00 = 10.80")
			.when((it) -> it.money().adjust(discount(1L, Adjustment.FIXED, "1.00"), "ann", LATER))
			.when((it) -> it.money().adjust(wanted(Kind.COMP, null, Adjustment.FIXED, "0.50"), "ann", LATER))
			.when((it) -> it.money().adjust(wanted(Kind.SERVICE_CHARGE, null, Adjustment.FIXED, "0.25"), "ann", LATER))
			.when((it) -> it.money().adjust(price(2, "5.00"), "ann", LATER));
		assertThat(order.prices().adjustments()).extracting(OrderAdjustment::amount)
			.containsExactly(Money.of("1.00"), Money.of("0.50"), Money.of("0.25"), Money.of("-1.00"));
		assertThat(order.prices().discounts()).extracting(OrderDiscount::amount).containsExactly(Money.of("3.00"));
		assertThat(order.prices().serviceCharges()).extracting(OrderServiceCharge::amount)
			.containsExactly(Money.of("0.85"));
	}

	@Test
	void anOrderHasFiftyAdjustmentsAtMost() {
		var order = burger();
		for (int i = 0; i < 50; i++) {
			given(order).when((it) -> it.money().adjust(discount(null, Adjustment.FIXED, "0.01"), "ann", LATER));
		}
		given(order).when((it) -> it.money().adjust(discount(null, Adjustment.FIXED, "0.01"), "ann", LATER))
			.thenRefused(InvalidOrderState.class, "An order can have 50 adjustments, no more");
		assertThat(order.prices().adjustments()).extracting(OrderAdjustment::id).doesNotHaveDuplicates();
	}

	private static NewAdjustment discount(@Nullable Long itemId, Adjustment type, String value) {
		return wanted(Kind.DISCOUNT, itemId, type, value);
	}

	private static NewAdjustment price(long itemId, String value) {
		return wanted(Kind.PRICE, itemId, Adjustment.FIXED, value);
	}

	private static NewAdjustment wanted(Kind kind, @Nullable Long itemId, Adjustment type, String value) {
		return new NewAdjustment(kind, itemId, "Manager", type, new BigDecimal(value), "long wait", null);
	}

}
