package com.auraconnect.orders.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.TaxRule;
import com.auraconnect.orders.pricing.TaxRule.Level;
import com.auraconnect.orders.pricing.TaxRule.Rounding;
import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.order.OrderMother.BURGER;
import static com.auraconnect.orders.order.OrderMother.COLA;
import static com.auraconnect.orders.order.OrderMother.FRIES;
import static com.auraconnect.orders.order.OrderMother.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

/** The taxes in refunds, of lines and of amounts. */
class RefundTaxesTests {

	private static final int RUNS = 2_000;

	private static final TaxRule FOOD = new TaxRule("Food", new BigDecimal("0.1"), false, Rounding.HALF_UP, Level.LINE,
			Set.of("food"), Set.of());

	private static final TaxRule DRINKS = new TaxRule("Drinks", new BigDecimal("0.2"), true, Rounding.HALF_UP,
			Level.LINE, Set.of("drinks"), Set.of());

	@Test
	void anAmountHasTheTaxesInProportion() {
		var order = OrderMother.burger();
		pay(order, "11.00", "2.00");

		assertThat(taxes(refund(order, "5.50"))).containsExactly("0.50");
		assertThat(taxes(refund(order, "6.50"))).as("5.50 of the bill, and tip").containsExactly("0.50");
		assertThat(taxes(refund(order, "1.00"))).as("tip alone").isEmpty();
	}

	@Test
	void manySmallRefundsHaveTheTaxesOfALargeOne() {
		var order = OrderMother.burger();
		pay(order, "11.00", "0.00");

		for (int i = 0; i < 11; i++) {
			assertThat(taxes(refund(order, "0.05"))).containsExactly((i % 2 == 1) ? "0.01" : "0.00");
		}
	}

	@Test
	void linesHaveTheirOwnTaxes() {
		var order = OrderMother.order().taxedBy(List.of(FOOD, DRINKS)).with(COLA, 3).with(FRIES, 1).taken();
		pay(order, "13.00", "0.00");

		assertThat(taxes(refund(order, 1, 1))).as("3.00 / 6").containsExactly("0.00", "0.50");
		assertThat(taxes(refund(order, 2, 1))).containsExactly("0.00", "0.00");
		assertThat(taxes(refund(order, 1, 2))).containsExactly("0.00", "1.00");
	}

	/** Covers an amount, of which half is taken for the colas, before all colas. */
	@Test
	void linesHaveNoMoreOfATaxThanEarlierAmountsHaveLeft() {
		var order = OrderMother.order().taxedBy(List.of(DRINKS)).with(COLA, 2).with(FRIES, 3).taken();
		pay(order, "18.00", "0.00");

		assertThat(taxes(refund(order, "9.00"))).containsExactly("0.50");
		assertThat(taxes(refund(order, 1, 2))).as("of 1.00").containsExactly("0.50");
		assertThat(taxes(refund(order, "3.00"))).containsExactly("0.00");
	}

	/** Covers lines after which the rest is too small for the taxes that are left. */
	@Test
	void theLastRefundHasAllTaxesThatAreLeft() {
		var order = OrderMother.order().taxedBy(List.of(DRINKS)).with(COLA, 1).with(FRIES, 25).taken();
		pay(order, "103.00", "0.00");

		assertThat(taxes(refund(order, "50.90"))).containsExactly("0.25");
		assertThat(taxes(refund(order, 2, 13))).as("0.10 remain, which hold no more tax").containsExactly("0.15");
		assertThat(taxes(refund(order, "0.10"))).containsExactly("0.10");
	}

	@Test
	void moneyThatWasPaidTwiceHasItsTaxesTwice() {
		var order = OrderMother.burger();
		pay(order, "11.00", "0.00");
		assertThat(taxes(refund(order, "11.00"))).containsExactly("1.00");
		pay(order, "11.00", "0.00");

		assertThat(taxes(refund(order, 2, "4.40"))).containsExactly("0.40");
		assertThat(taxes(refund(order, 2, "6.60"))).containsExactly("0.60");
	}

	@Test
	void aRefundOfAnEarlierVersionHasTaxesInProportion() {
		var order = OrderMother.burger();
		pay(order, "11.00", "0.00");
		order.payments()
			.getFirst()
			.refund(goodwill("5.50"), Money.of("5.50"), List.of(), (_) -> List.of(), "ann", TAKEN);

		assertThat(taxes(refund(order, "5.50"))).containsExactly("0.50");
	}

	@Test
	void whateverIsRefundedSumsToWhatWasPaidTaxByTax() {
		for (int seed = 0; seed < RUNS; seed++) {
			var random = new Random(seed);
			var order = order(random);
			payAll(order, random);
			while (isAnyLeft(order)) {
				refundAny(order, random);
			}
			assertThat(sums(order)).as("seed %d", seed)
				.isEqualTo(order.prices().taxes().stream().map(OrderTax::amount).toList());
			requirePossible(order, seed);
		}
	}

	@Test
	void allLinesSumToTheirTaxesWhateverTheSteps() {
		for (int seed = 0; seed < RUNS; seed++) {
			var random = new Random(seed);
			var order = order(random);
			payAll(order, random);
			var left = new ArrayList<Long>();
			order.items()
				.stream()
				.filter((item) -> item.total().isPositive())
				.forEach((item) -> left.addAll(Collections.nCopies(item.quantity(), item.storedId())));
			Collections.shuffle(left, random);
			for (var item : left) {
				tryRefund(order, payment(order, random),
						new NewRefund(null, List.of(new NewRefund.Item(item, 1)), Refund.Kind.GOODWILL, "cold"));
			}
			if (order.payments().size() == 1) {
				var lines = OrderBill.lines(order);
				assertThat(sums(order)).as("seed %d", seed)
					.isEqualTo(
							order.prices()
								.taxes()
								.stream()
								.map((tax) -> order.unit()
									.sum(lines, (line) -> line.taxes()
										.getOrDefault(new OrderBill.Tax(tax.name(), tax.rate(), tax.inclusive()),
												order.unit().zero())))
								.toList());
			}
			requirePossible(order, seed);
		}
	}

	@Test
	void amountsStayWithinACentOfTheirProportion() {
		for (int seed = 0; seed < RUNS; seed++) {
			var random = new Random(seed);
			var order = order(random);
			payAll(order, random);
			var total = BigDecimal.valueOf(order.totals().withoutTip().minorUnits());
			while (isAnyLeft(order)) {
				var payment = payment(order, random);
				tryRefund(order, payment, goodwill(part(payment, random).toString()));
				var refunded = order.unit()
					.sum(order.payments(), (paid) -> order.unit().sum(paid.refunds(), Refund::withoutTip));
				for (int i = 0; i < sums(order).size(); i++) {
					var tax = order.prices().taxes().get(i).amount();
					var exact = BigDecimal.valueOf(tax.minorUnits())
						.multiply(BigDecimal.valueOf(refunded.minorUnits()));
					var taken = BigDecimal.valueOf(sums(order).get(i).minorUnits()).multiply(total);
					assertThat(exact.subtract(taken).abs()).as("seed %d", seed).isLessThanOrEqualTo(total);
				}
			}
		}
	}

	/** Changes of the price between refunds let nothing become negative. */
	@Test
	void noRefundHasMoreTaxThanMoneyWhateverHappensToThePrice() {
		for (int seed = 0; seed < RUNS; seed++) {
			var random = new Random(seed);
			var order = order(random);
			payAll(order, random);
			while (isAnyLeft(order)) {
				refundAny(order, random);
				if (random.nextInt(3) == 0) {
					adjust(order, random);
				}
			}
			requirePossible(order, seed);
		}
	}

	private static void requirePossible(Order order, int seed) {
		for (var payment : order.payments()) {
			for (var refund : payment.refunds()) {
				assertThat(refund.taxes()).as("seed %d", seed).noneMatch((tax) -> tax.amount().isNegative());
				assertThat(order.unit().sum(refund.taxes(), OrderTax::amount)).as("seed %d", seed)
					.isLessThanOrEqualTo(refund.withoutTip());
			}
		}
	}

	private static List<Money> sums(Order order) {
		return order.prices()
			.taxes()
			.stream()
			.map((tax) -> order.unit()
				.sum(order.payments()
					.stream()
					.flatMap((payment) -> payment.refunds().stream())
					.flatMap((refund) -> refund.taxes().stream())
					.filter((other) -> other.name().equals(tax.name()))
					.toList(), OrderTax::amount))
			.toList();
	}

	private static Order order(Random random) {
		var mother = OrderMother.order().in(List.of("JPY", "USD", "KWD").get(random.nextInt(3))).taxedBy(rules(random));
		for (int i = 0; i <= random.nextInt(5); i++) {
			mother.with(List.of(BURGER, FRIES, COLA).get(random.nextInt(3)), 1 + random.nextInt(6));
		}
		if (random.nextBoolean()) {
			mother.less(String.valueOf(1 + random.nextInt(3)));
		}
		if (random.nextBoolean()) {
			mother.withService("17.5");
		}
		return mother.taken();
	}

	private static List<TaxRule> rules(Random random) {
		var rules = new ArrayList<TaxRule>();
		for (int i = 0; i <= random.nextInt(3); i++) {
			rules.add(new TaxRule("Tax " + i, BigDecimal.valueOf(random.nextInt(3_000), 4), random.nextBoolean(),
					Rounding.HALF_UP, random.nextBoolean() ? Level.LINE : Level.ORDER,
					random.nextBoolean() ? Set.of("drinks") : Set.of(), Set.of()));
		}
		return rules;
	}

	/** Pays by one to three payments, some with a tip. */
	private static void payAll(Order order, Random random) {
		var parts = 1 + random.nextInt(3);
		for (int i = 1; i <= parts; i++) {
			var open = order.balance().open();
			var amount = (i == parts) ? open : order.unit().units(random.nextLong(open.minorUnits()));
			pay(order, amount.toString(), random.nextBoolean() ? "3" : "0");
		}
	}

	private static boolean isAnyLeft(Order order) {
		return order.payments().stream().anyMatch((payment) -> payment.refundable().isPositive());
	}

	private static Payment payment(Order order, Random random) {
		return order.payments().get(random.nextInt(order.payments().size()));
	}

	private static Money part(Payment payment, Random random) {
		var left = payment.refundable().minorUnits();
		var unit = payment.amount().unit();
		return unit.units((left <= 1 || random.nextInt(4) == 0) ? left : 1 + random.nextLong(Math.min(left, 700)));
	}

	private static void refundAny(Order order, Random random) {
		var payment = payment(order, random);
		if (random.nextBoolean()) {
			tryRefund(order, payment, new NewRefund(Amount.of(part(payment, random)),
					random.nextBoolean() ? Refund.Kind.GOODWILL : Refund.Kind.CORRECTION, "cold"));
		}
		else {
			tryRefund(order, payment,
					new NewRefund(null, List
						.of(new NewRefund.Item(1 + random.nextInt(order.items().size()), 1 + random.nextInt(2))),
							Refund.Kind.GOODWILL, "cold"));
		}
	}

	/** Refuses what is more than the payment or the line has left. */
	private static void tryRefund(Order order, Payment payment, NewRefund refund) {
		try {
			order.money().refund(payment, refund, "ann", TAKEN);
			OrderMother.assignIds(order);
		}
		catch (AmountTooHigh | InvalidOrderState ex) {
			// refused before it changed anything
		}
	}

	private static void adjust(Order order, Random random) {
		order.money()
			.adjust(new NewAdjustment(OrderAdjustment.Kind.DISCOUNT, null, "Manager", Adjustment.FIXED,
					BigDecimal.valueOf(random.nextInt(9)), "cold", null), "ann", TAKEN);
		order.incrementVersion();
	}

	private static void pay(Order order, String amount, String tip) {
		if (!Amount.of(amount).isZero() || !Amount.of(tip).isZero()) {
			order.money()
				.pay(new NewPayment(PaymentMethod.CASH, Amount.of(amount), Amount.of(tip), null), null, "ann", TAKEN);
			OrderMother.assignIds(order);
		}
	}

	private static Refund refund(Order order, String amount) {
		return refund(order, 1, amount);
	}

	private static Refund refund(Order order, long paymentId, String amount) {
		return refund(order, paymentId, new NewRefund(Amount.of(amount), Refund.Kind.CORRECTION, "cold"));
	}

	private static Refund refund(Order order, long itemId, int quantity) {
		return refund(order, 1,
				new NewRefund(null, List.of(new NewRefund.Item(itemId, quantity)), Refund.Kind.GOODWILL, "cold"));
	}

	private static Refund refund(Order order, long paymentId, NewRefund wanted) {
		var refund = order.money().refund(order.money().ledger().get(paymentId), wanted, "ann", TAKEN);
		OrderMother.assignIds(order);
		return refund;
	}

	private static NewRefund goodwill(String amount) {
		return new NewRefund(Amount.of(amount), Refund.Kind.GOODWILL, "cold");
	}

	private static List<String> taxes(Refund refund) {
		return refund.taxes().stream().map((tax) -> tax.amount().toString()).toList();
	}

}
