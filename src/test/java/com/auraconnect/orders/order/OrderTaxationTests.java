package com.auraconnect.orders.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.auraconnect.orders.order.OrderEvent.ItemsChanged;
import com.auraconnect.orders.order.OrderEvent.Updated;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static com.auraconnect.orders.order.OrderMother.menu;
import static com.auraconnect.orders.order.OrderScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Taxes by the type of the order, and exemptions. At {@link OrderMother#location} all
 * orders have 10 % tax, takeouts and deliveries 5 % more.
 */
class OrderTaxationTests {

	private static final Instant LATER = TAKEN.plusSeconds(90);

	@Test
	void aRuleForOtherTypesTaxesNothing() {
		given(menu()).totals("17.00 - 0.00 + 0.00 + 1.70 + 0.00 = 18.70");
		given(menu().of(OrderType.TAKEOUT)).totals("17.00 - 0.00 + 0.00 + 2.55 + 0.00 = 19.55")
			.and((order) -> assertThat(order.prices().taxes()).extracting(OrderTax::name)
				.containsExactly("Tax", "Bags"));
	}

	@Test
	void anExemptOrderHasNoTaxes() {
		given(menu().exemptFromTaxes("diplomat")).totals("17.00 - 0.00 + 0.00 + 0.00 + 0.00 = 17.00")
			.and((order) -> assertThat(order.prices().taxes()).isEmpty());
	}

	@Test
	void anotherTypePricesTheOrderAgain() {
		given(menu()).when((order) -> amend(order, OrderType.TAKEOUT, null))
			.thenKinds(ItemsChanged.class)
			.totals("17.00 - 0.00 + 0.00 + 2.55 + 0.00 = 19.55")
			.when((order) -> amend(order, OrderType.DINE_IN, null))
			.totals("17.00 - 0.00 + 0.00 + 1.70 + 0.00 = 18.70");
	}

	@Test
	void aTypeWithTheSameTaxesChangesNoPrice() {
		given(menu()).when((order) -> amend(order, OrderType.ONLINE, null))
			.then(new Updated(Set.of("order_type")))
			.totals("17.00 - 0.00 + 0.00 + 1.70 + 0.00 = 18.70");
	}

	@Test
	void theSameTypeChangesNothing() {
		given(menu()).when((order) -> amend(order, OrderType.DINE_IN, null)).thenNothing();
	}

	@Test
	void anExemptionComesAndGoes() {
		given(menu()).when((order) -> amend(order, null, exemption("diplomat", "c-1")))
			.totals("17.00 - 0.00 + 0.00 + 0.00 + 0.00 = 17.00")
			.and((order) -> assertThat(order.fields().taxExempt()).isEqualTo(new TaxExemption("diplomat", "c-1")))
			.when((order) -> amend(order, null, Optional.of(new TaxExemption.Patch(null, Optional.of("c-2")))))
			.and((order) -> assertThat(order.fields().taxExempt()).isEqualTo(new TaxExemption("diplomat", "c-2")))
			.when((order) -> amend(order, null, Optional.empty()))
			.and((order) -> assertThat(order.fields().taxExempt()).isNull())
			.totals("17.00 - 0.00 + 0.00 + 1.70 + 0.00 = 18.70");
	}

	@Test
	void anExemptionNeedsAReason() {
		given(menu())
			.when((order) -> amend(order, null,
					Optional.of(new TaxExemption.Patch(Optional.empty(), Optional.of("c-1")))))
			.thenRefused(InvalidOrderFields.class, "Fields of the order do not fit together");
	}

	@Test
	void linesThatAreAddedLaterAreExemptToo() {
		given(menu().exemptFromTaxes("diplomat"))
			.when((order) -> order.lines().add(List.of(OrderMother.item(OrderMother.COLA, 1)), OrderMother.MENU, LATER))
			.and((order) -> assertThat(order.totals().taxAmount()).isEqualTo(Money.of("0.00")));
	}

	@Test
	void anotherTypeMustFitTheFulfilment() {
		var address = new Fulfilment.Address("1 Main St", null, "Springfield", "12345", null, null);
		var details = OrderDetails.of(null, null, null, new Fulfilment(address, null, null));

		given(menu().of(OrderType.DELIVERY).with(details)).when((order) -> amend(order, OrderType.TAKEOUT, null))
			.thenRefused(InvalidOrderFields.class, "Fields of the order do not fit together");
	}

	@ParameterizedTest
	@EnumSource(names = { "CASH", "GIFT_CARD", "VOUCHER", "EXTERNAL" })
	void taxesAreFixedOnceMoneyWasTaken(PaymentMethod method) {
		var paid = menu().taken();
		paid.money()
			.pay(new NewPayment(method, Amount.of("1.00"), Amount.ZERO, null, "r-1", null), null, "till", LATER);
		paid.tracking().takeEvents();
		OrderMother.assignIds(paid);

		given(paid).when((order) -> amend(order, OrderType.TAKEOUT, null))
			.thenRefused(PaymentCaptured.class, "Money of the order was captured; its taxes cannot change any more");
		given(paid).when((order) -> amend(order, null, exemption("diplomat", null)))
			.thenRefused(PaymentCaptured.class, "Money of the order was captured; its taxes cannot change any more");
		amendTable(paid);
	}

	@Test
	void taxesChangeWhileTheBankOnlyHoldsTheMoney() {
		var order = menu().paidByCard("tok_ok", "0.00").taken();
		order.money().markAuthorized(order.payments().getFirst(), "a-1", null, LATER);

		amend(order, null, exemption("diplomat", null));

		assertThat(order.balance().open()).isEqualTo(Money.of("-1.70"));
		OrderMother.moveTo(order, OrderStatus.READY);
		order.complete(Duration.ZERO, "till", null, LATER);
		assertThat(order.payments().getFirst().captureAmount()).isEqualTo(Money.of("17.00"));
	}

	private static void amendTable(Order order) {
		order.amendments()
			.apply(new OrderPatch(Optional.of("9"), null, null, null, null, null, null, null, null, null), null, LATER);
		assertThat(order.fields().tableNumber()).isEqualTo("9");
	}

	private static void amend(Order order, @Nullable OrderType type, @Nullable Optional<TaxExemption.Patch> exemption) {
		order.amendments()
			.apply(new OrderPatch(null, null, null, null, null, null, null, type, exemption, null), null, LATER);
	}

	private static Optional<TaxExemption.Patch> exemption(String reason, @Nullable String certificate) {
		return Optional.of(new TaxExemption.Patch(Optional.of(reason), Optional.ofNullable(certificate)));
	}

}
