package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Properties of every priced basket. */
@Domain(RandomBaskets.class)
@Domain(DomainContext.Global.class)
class PriceCalculatorProperties {

	@Property
	void theLinesSumToTheOrderToTheCent(@ForAll Basket basket) {
		PricedBasket priced = PriceCalculator.price(basket);

		assertThat(basket.unit().sum(priced.lines(), PricedLine::subtotal)).isEqualTo(priced.subtotal());
		assertThat(basket.unit().sum(priced.lines(), PricedLine::discountAmount)).isEqualTo(priced.discountAmount());
	}

	@Property
	void withoutTaxOnChargesTheLinesCarryAllTaxes(@ForAll Basket basket) {
		PricedBasket priced = PriceCalculator.price(withUntaxedCharges(basket));

		assertThat(basket.unit().sum(priced.lines(), PricedLine::taxAmount)).isEqualTo(priced.taxAmount());
		assertThat(basket.unit()
			.sum(priced.lines(), PricedLine::total)
			.plus(priced.serviceChargeAmount())
			.plus(priced.tipAmount())).isEqualTo(priced.total());
	}

	/**
	 * Uses taxes rounded per line, so lines and charges share no cents and the tax on
	 * charges is the difference to an untaxed basket.
	 */
	@Property
	void theTaxOnChargesIsWhatTaxingThemAddsToTheOrder(@ForAll Basket anyBasket) {
		Basket basket = Baskets.withTaxes(anyBasket, onLines(anyBasket.taxRules()));
		PricedBasket priced = PriceCalculator.price(basket);
		PricedBasket untaxed = PriceCalculator.price(withUntaxedCharges(basket));

		assertThat(priced.lines()).isEqualTo(untaxed.lines());
		assertThat(priced.serviceChargeTaxAmount()).isEqualTo(priced.total().minus(untaxed.total()));
	}

	@Property
	void totalsFollowFromThePublishedAmounts(@ForAll Basket basket) {
		PricedBasket priced = PriceCalculator.price(basket);

		assertThat(priced.total()).isEqualTo(priced.subtotal()
			.minus(priced.discountAmount())
			.plus(priced.serviceChargeAmount())
			.plus(priced.taxAmount())
			.plus(priced.tipAmount()));
		assertThat(priced.lines()).allSatisfy((line) -> assertThat(line.total())
			.isEqualTo(line.subtotal().minus(line.discountAmount()).plus(line.taxAmount())));
	}

	@Property
	void appliedPartsSumToTheirAmounts(@ForAll Basket basket) {
		PricedBasket priced = PriceCalculator.price(basket);
		PricedBasket withoutOrderDiscounts = PriceCalculator.price(Baskets.withDiscounts(basket));

		assertThat(basket.unit().sum(priced.discounts(), AppliedDiscount::amount))
			.isEqualTo(priced.discountAmount().minus(withoutOrderDiscounts.discountAmount()));
		assertThat(basket.unit().sum(priced.serviceCharges(), AppliedServiceCharge::amount))
			.isEqualTo(priced.serviceChargeAmount());
		assertThat(basket.unit().sum(exclusiveTaxes(priced))).isEqualTo(priced.taxAmount());
	}

	@Property
	void noAmountIsNegative(@ForAll Basket basket) {
		PricedBasket priced = PriceCalculator.price(basket);

		assertThat(amounts(priced)).noneMatch(Money::isNegative);
		assertThat(priced.total()).isGreaterThanOrEqualTo(priced.tipAmount());
	}

	@Property
	void noLineIsDiscountedBelowNothing(@ForAll Basket basket) {
		assertThat(PriceCalculator.price(basket).lines())
			.allSatisfy((line) -> assertThat(line.discountAmount()).isLessThanOrEqualTo(line.subtotal()));
	}

	@Property
	void theTipChangesOnlyTheTotal(@ForAll Basket basket) {
		PricedBasket tipped = PriceCalculator.price(basket);
		PricedBasket untipped = PriceCalculator.price(Baskets.withTip(basket, basket.unit().zero()));

		assertThat(tipped.total()).isEqualTo(untipped.total().plus(basket.tip()));
		assertThat(tipped).usingRecursiveComparison().ignoringFields("tipAmount", "total").isEqualTo(untipped);
	}

	@Property
	void inclusiveTaxesChangeNoOtherAmount(@ForAll Basket basket) {
		List<TaxRule> exclusive = basket.taxRules().stream().filter((rule) -> !rule.inclusive()).toList();

		assertThat(PriceCalculator.price(basket)).usingRecursiveComparison()
			.ignoringFields("taxes")
			.isEqualTo(PriceCalculator.price(Baskets.withTaxes(basket, exclusive)));
	}

	/**
	 * Checks that nothing is rounded in between: many small lines are taxed like one line
	 * of their sum.
	 */
	@Property
	void aTaxOnTheOrderDoesNotDependOnHowTheOrderIsCutIntoLines(@ForAll @IntRange(min = 1, max = 50) int lines,
			@ForAll @IntRange(max = 3_000) int cents, @ForAll TaxRule anyRule) {
		TaxRule rule = Baskets.onOrder(anyRule);
		BasketLine small = Baskets.line(Baskets.CENT.units(cents).toString(), "food");
		BasketLine large = Baskets.line(Baskets.CENT.units(cents).times(lines).toString(), "food");

		assertThat(taxOn(Collections.nCopies(lines, small), rule)).isEqualTo(taxOn(List.of(large), rule));
	}

	/**
	 * Checks the parts of a price that are sums over the lines and do not depend on ties
	 * between lines.
	 */
	@Property
	void theOrderOfLinesNeverChangesSubtotalDiscountsAndCharges(@ForAll Basket basket, @ForAll Random random) {
		PricedBasket priced = PriceCalculator.price(basket);
		PricedBasket shuffled = PriceCalculator.price(shuffled(basket, random));

		assertThat(shuffled).usingRecursiveComparison()
			.comparingOnlyFields("subtotal", "discounts", "discountAmount", "serviceCharges", "serviceChargeAmount",
					"tipAmount")
			.isEqualTo(priced);
	}

	/**
	 * Checks that prices do not depend on the order of the lines, with one exception:
	 * taxes can differ if a cent of an order discount goes to one of two lines with equal
	 * remainders that differ in price or tax category.
	 */
	@Property
	void theOrderOfLinesChangesNoTotalUnlessUnlikeLinesTieForACentOfDiscount(@ForAll Basket basket,
			@ForAll Random random) {
		Assume.that(!DiscountTie.betweenUnlikeLines(basket));

		PricedBasket priced = PriceCalculator.price(basket);
		PricedBasket shuffled = PriceCalculator.price(shuffled(basket, random));

		assertThat(shuffled).usingRecursiveComparison()
			.ignoringFields("lines", "lineDiscounts")
			.ignoringFieldsMatchingRegexes("taxes\\.shares.*")
			.isEqualTo(priced);
	}

	/**
	 * Checks single lines: without order discounts and order-level taxes there are no
	 * ties.
	 */
	@Property
	void aLineWithoutSharedAmountsCostsTheSameInAnyPosition(@ForAll Basket basket, @ForAll Random random) {
		Basket unshared = Baskets.withTaxes(Baskets.withDiscounts(basket), onLines(basket.taxRules()));

		assertThat(PriceCalculator.price(shuffled(unshared, random)).lines())
			.containsExactlyInAnyOrderElementsOf(PriceCalculator.price(unshared).lines());
	}

	/** Checks the error of rounding per line: half a cent per line at most. */
	@Property
	void aTaxOnLinesIsWithinHalfACentALineOfTheTaxOnTheOrder(@ForAll List<BasketLine> lines, @ForAll TaxRule rule) {
		Money onOrder = taxOn(lines, Baskets.onOrder(rule));
		Money onLines = PriceCalculator.price(Baskets.withTaxes(Baskets.withLines(Baskets.of(), lines), List.of(rule)))
			.taxes()
			.getFirst()
			.amount();

		assertThat(BigDecimal.valueOf(onLines.minus(onOrder).minorUnits()).abs())
			.isLessThanOrEqualTo(BigDecimal.valueOf(lines.size() + 1).multiply(new BigDecimal("0.5")));
	}

	private static Money taxOn(List<BasketLine> lines, TaxRule rule) {
		Basket basket = Baskets.withTaxes(Baskets.withLines(Baskets.of(), lines), List.of(rule));
		return PriceCalculator.price(basket).taxes().getFirst().amount();
	}

	private static List<TaxRule> onLines(List<TaxRule> rules) {
		return rules.stream().filter((rule) -> rule.level() == TaxRule.Level.LINE).toList();
	}

	private static Basket withUntaxedCharges(Basket basket) {
		return Baskets.withCharges(basket,
				basket.serviceCharges()
					.stream()
					.map((charge) -> new ServiceCharge(charge.name(), charge.type(), charge.value(), false))
					.toArray(ServiceCharge[]::new));
	}

	private static Basket shuffled(Basket basket, Random random) {
		List<BasketLine> lines = new ArrayList<>(basket.lines());
		Collections.shuffle(lines, random);
		return Baskets.withLines(basket, lines);
	}

	private static List<Money> exclusiveTaxes(PricedBasket priced) {
		return priced.taxes().stream().filter((tax) -> !tax.rule().inclusive()).map(AppliedTax::amount).toList();
	}

	private static List<Money> amounts(PricedBasket priced) {
		Stream<Money> ofLines = priced.lines()
			.stream()
			.flatMap((line) -> Stream.of(line.subtotal(), line.discountAmount(), line.taxAmount(), line.total()));
		Stream<Money> ofParts = Stream
			.of(priced.discounts().stream().map(AppliedDiscount::amount),
					priced.serviceCharges().stream().map(AppliedServiceCharge::amount),
					priced.taxes().stream().map(AppliedTax::amount))
			.flatMap(Function.identity());
		Stream<Money> ofOrder = Stream.of(priced.subtotal(), priced.discountAmount(), priced.serviceChargeAmount(),
				priced.taxAmount(), priced.serviceChargeTaxAmount(), priced.tipAmount(), priced.total());
		return Stream.of(ofLines, ofParts, ofOrder).flatMap(Function.identity()).toList();
	}

}
