package com.auraconnect.orders.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

import com.auraconnect.orders.order.OrderBill;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BillSplitTests {

	private static final MinorUnit CENT = MinorUnit.of("USD");

	private static final OrderBill.Tax FOOD = new OrderBill.Tax("Food", new BigDecimal("0.07"), false);

	private static final OrderBill.Tax DRINKS = new OrderBill.Tax("Drinks", new BigDecimal("0.19"), false);

	private static final OrderBill.Tax CITY = new OrderBill.Tax("City", new BigDecimal("0.02"), true);

	private static final OrderBill DINNER = bill(
			List.of(new OrderBill.Line(1, 2, money("20.00"), money("2.00"), taxes("1.26", "0.00", "0.35")),
					new OrderBill.Line(2, 3, money("10.00"), money("0.00"), taxes("0.00", "1.90", "0.20"))),
			new OrderBill.Charges(money("2.80"), taxes("0.20", "0.00", "0.05")), money("34.16"));

	@Example
	void equalPartsDifferByACent() {
		assertThat(new BillSplit(List.of(DINNER), CENT).equally(3)).extracting(SplitView.Part::totalAmount)
			.containsExactly(money("11.39"), money("11.39"), money("11.38"));
	}

	@Example
	void partsByAmountHaveTheirAmountsAndTheRestIsThePartAfterThem() {
		assertThat(new BillSplit(List.of(DINNER), CENT).byAmounts(List.of(money("20.00"), money("0.01"))))
			.extracting(SplitView.Part::totalAmount)
			.containsExactly(money("20.00"), money("0.01"), money("14.15"));
	}

	@Example
	void aPartOfWholeLinesPaysWhatTheyCostWithTheirOwnTaxes() {
		var parts = new BillSplit(List.of(DINNER), CENT)
			.byItems(List.of(List.of(new SplitItem(2, 3)), List.of(new SplitItem(1, 2))));

		var drinks = parts.getFirst();
		assertThat(drinks.subtotal()).isEqualTo(money("10.00"));
		assertThat(drinks.discountAmount()).isEqualTo(money("0.00"));
		assertThat(drinks.serviceChargeAmount()).isEqualTo(money("1.00"));
		assertThat(tax(drinks, DRINKS)).isEqualTo(money("1.90"));
		assertThat(tax(drinks, FOOD)).as("0.0714 of the service charge").isBetween(money("0.07"), money("0.08"));
		assertThat(drinks.totalAmount()).isBetween(money("12.97"), money("12.98"));
		assertThat(drinks.items()).containsExactly(new SplitItem(2, 3));
	}

	@Example
	void whatNoPartNamesIsTheLastPart() {
		var parts = new BillSplit(List.of(DINNER), CENT).byItems(List.of(List.of(new SplitItem(1, 1))));

		assertThat(parts).hasSize(2);
		assertThat(parts.getLast().items()).containsExactly(new SplitItem(1, 1), new SplitItem(2, 3));
	}

	@Example
	void ofABillThatIsPartlyPaidTheRestIsSplit() {
		var half = new BillSplit(List.of(new OrderBill(DINNER.lines(), DINNER.charges(), money("17.08"))), CENT);

		assertThat(half.equally(1).getFirst().subtotal()).isEqualTo(money("15.00"));
		assertThat(half.equally(1).getFirst().totalAmount()).isEqualTo(money("17.08"));
	}

	@Example
	void aPaidBillHasEmptyParts() {
		var paid = new BillSplit(List.of(new OrderBill(DINNER.lines(), DINNER.charges(), CENT.zero())), CENT);

		assertThat(paid.equally(2)).extracting(SplitView.Part::totalAmount).containsExactly(CENT.zero(), CENT.zero());
		assertThat(new BillSplit(List.of(), CENT).equally(2)).hasSize(2);
	}

	@Example
	void theChargeOfFreeLinesIsSharedByUnits() {
		var free = bill(List.of(new OrderBill.Line(1, 3, CENT.zero(), CENT.zero(), Map.of())),
				new OrderBill.Charges(money("3.00"), Map.of()), money("3.00"));

		assertThat(new BillSplit(List.of(free), CENT).byItems(List.of(List.of(new SplitItem(1, 1)))))
			.extracting(SplitView.Part::serviceChargeAmount)
			.containsExactly(money("1.00"), money("2.00"));
	}

	@Example
	void aBillThatOwesTheGuestsMoneyIsNotSplit() {
		var credit = new OrderBill(List.of(), new OrderBill.Charges(CENT.zero(), Map.of()), money("-1.00"));

		assertThatIllegalArgumentException().isThrownBy(() -> new BillSplit(List.of(credit), CENT));
	}

	@Property
	void thePartsSumToTheOpenBillInEveryColumn(@ForAll Random random, @ForAll @IntRange(min = 1, max = 50) int parts) {
		var orders = orders(random);
		var split = new BillSplit(orders, CENT);
		var whole = split.equally(1).getFirst();

		assertSum(split.equally(parts), whole);
		assertSum(split.byItems(randomItems(orders, random)), whole);
		if (split.open().isPositive()) {
			assertSum(split.byAmounts(List.of(CENT.units(1 + random.nextLong(split.open().minorUnits())))), whole);
		}
		assertThat(whole.totalAmount()).isEqualTo(split.open());
	}

	private static void assertSum(List<SplitView.Part> parts, SplitView.Part whole) {
		assertThat(sum(parts, SplitView.Part::subtotal)).isEqualTo(whole.subtotal());
		assertThat(sum(parts, SplitView.Part::discountAmount)).isEqualTo(whole.discountAmount());
		assertThat(sum(parts, SplitView.Part::serviceChargeAmount)).isEqualTo(whole.serviceChargeAmount());
		assertThat(sum(parts, SplitView.Part::taxAmount)).isEqualTo(whole.taxAmount());
		assertThat(sum(parts, SplitView.Part::totalAmount)).isEqualTo(whole.totalAmount());
		for (int i = 0; i < whole.taxes().size(); i++) {
			int its = i;
			assertThat(sum(parts, (part) -> part.taxes().get(its).amount())).isEqualTo(whole.taxes().get(i).amount());
		}
		assertThat(parts).allSatisfy((part) -> {
			assertThat(part.totalAmount()).isEqualTo(part.subtotal()
				.minus(part.discountAmount())
				.plus(part.serviceChargeAmount())
				.plus(part.taxAmount()));
			assertThat(List.of(part.subtotal(), part.discountAmount(), part.serviceChargeAmount(), part.taxAmount(),
					part.totalAmount()))
				.noneMatch(Money::isNegative);
			assertThat(part.taxAmount()).isEqualTo(part.taxes()
				.stream()
				.filter((tax) -> !tax.inclusive())
				.map(SplitView.Tax::amount)
				.reduce(CENT.zero(), Money::plus));
		});
	}

	private static Money sum(List<SplitView.Part> parts, Function<SplitView.Part, Money> amount) {
		return parts.stream().map(amount).reduce(CENT.zero(), Money::plus);
	}

	private static List<OrderBill> orders(Random random) {
		var orders = new ArrayList<OrderBill>();
		long id = 1;
		for (int order = random.nextInt(4); order >= 0; order--) {
			var lines = new ArrayList<OrderBill.Line>();
			for (int line = random.nextInt(4); line >= 0; line--) {
				var subtotal = random.nextLong(5_000);
				lines.add(new OrderBill.Line(id++, 1 + random.nextInt(7), CENT.units(subtotal),
						CENT.units(random.nextLong(subtotal + 1)), randomTaxes(random)));
			}
			var charges = new OrderBill.Charges(CENT.units(random.nextLong(500)), randomTaxes(random));
			var total = total(lines, charges);
			orders.add(bill(lines, charges,
					random.nextBoolean() ? total : CENT.units(random.nextLong(total.minorUnits() + 1))));
		}
		return orders;
	}

	private static Money total(List<OrderBill.Line> lines, OrderBill.Charges charges) {
		return lines.stream()
			.map((line) -> line.subtotal().minus(line.discountAmount()).plus(added(line.taxes())))
			.reduce(charges.amount().plus(added(charges.taxes())), Money::plus);
	}

	private static Money added(Map<OrderBill.Tax, Money> taxes) {
		return taxes.entrySet()
			.stream()
			.filter((tax) -> !tax.getKey().inclusive())
			.map(Map.Entry::getValue)
			.reduce(CENT.zero(), Money::plus);
	}

	private static Map<OrderBill.Tax, Money> randomTaxes(Random random) {
		var taxes = new LinkedHashMap<OrderBill.Tax, Money>();
		for (var tax : List.of(FOOD, CITY, DRINKS)) {
			if (random.nextBoolean()) {
				taxes.put(tax, CENT.units(random.nextLong(400)));
			}
		}
		return taxes;
	}

	private static List<List<SplitItem>> randomItems(List<OrderBill> orders, Random random) {
		List<List<SplitItem>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		orders.stream().flatMap((order) -> order.lines().stream()).forEach((line) -> {
			int given = random.nextInt(line.quantity() + 1);
			if (given > 0) {
				parts.get(random.nextInt(3)).add(new SplitItem(line.itemId(), given));
			}
			if (given < line.quantity() && random.nextBoolean()) {
				parts.get(random.nextInt(3)).add(new SplitItem(line.itemId(), line.quantity() - given));
			}
		});
		return parts;
	}

	private static OrderBill bill(List<OrderBill.Line> lines, OrderBill.Charges charges, Money open) {
		return new OrderBill(lines, charges, open);
	}

	private static Map<OrderBill.Tax, Money> taxes(String food, String drinks, String city) {
		var taxes = new LinkedHashMap<OrderBill.Tax, Money>();
		taxes.put(FOOD, money(food));
		taxes.put(CITY, money(city));
		taxes.put(DRINKS, money(drinks));
		return taxes;
	}

	private static Money tax(SplitView.Part part, OrderBill.Tax wanted) {
		return part.taxes()
			.stream()
			.filter((tax) -> tax.name().equals(wanted.name()))
			.map(SplitView.Tax::amount)
			.findFirst()
			.orElseThrow();
	}

	private static Money money(String amount) {
		return Money.of(amount);
	}

}
