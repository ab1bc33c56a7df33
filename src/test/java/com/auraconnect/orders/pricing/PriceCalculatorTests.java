package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;

import static com.auraconnect.orders.pricing.Baskets.amountOff;
import static com.auraconnect.orders.pricing.Baskets.inclusive;
import static com.auraconnect.orders.pricing.Baskets.line;
import static com.auraconnect.orders.pricing.Baskets.onOrder;
import static com.auraconnect.orders.pricing.Baskets.percentOff;
import static com.auraconnect.orders.pricing.Baskets.tax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Cases that the golden vectors do not cover: relations between basket and result, and
 * errors.
 */
class PriceCalculatorTests {

	private static final ServiceCharge DELIVERY = new ServiceCharge("Delivery", Adjustment.FIXED,
			new BigDecimal("3.50"), true);

	@Test
	void aBasketWithoutLinesCostsItsTip() {
		Basket basket = Baskets.withTaxes(Baskets.withCharges(Baskets.of(), DELIVERY), List.of(tax("0.09")));

		PricedBasket priced = PriceCalculator.price(Baskets.withTip(basket, Money.of("2.00")));

		assertThat(priced.total()).isEqualTo(Money.of("2.00"));
		assertThat(priced.serviceCharges()).containsExactly(new AppliedServiceCharge(DELIVERY, Baskets.CENT.zero()));
		assertThat(priced.taxes())
			.containsExactly(new AppliedTax(tax("0.09"), Baskets.CENT.zero(), List.of(Baskets.CENT.zero())));
	}

	@Test
	void aFreeMealStillHasItsFixedCharge() {
		Basket freeMeal = Baskets.withDiscounts(Baskets.of(line("8.00")), percentOff("100"));

		assertThat(PriceCalculator.price(Baskets.withCharges(freeMeal, DELIVERY)).total()).isEqualTo(Money.of("3.50"));
	}

	@Test
	void discountsAreReportedInTheGivenOrderThoughPercentagesCountFirst() {
		Basket basket = Baskets.withDiscounts(Baskets.of(line("10.00")), amountOff("8.00"), percentOff("50"));

		assertThat(PriceCalculator.price(basket).discounts()).containsExactly(
				new AppliedDiscount(amountOff("8.00"), Money.of("5.00")),
				new AppliedDiscount(percentOff("50"), Money.of("5.00")));
	}

	@Test
	void taxesAreReportedInTheGivenOrderAndInclusiveOnesAreNotAdded() {
		List<TaxRule> rules = List.of(inclusive(tax("0.2")), tax("0.1"), tax("0.5", "alcohol"));

		PricedBasket priced = PriceCalculator.price(Baskets.withTaxes(Baskets.of(line("12.00", "food")), rules));

		assertThat(priced.taxes()).extracting(AppliedTax::rule).isEqualTo(rules);
		assertThat(priced.taxes()).extracting(AppliedTax::amount)
			.containsExactly(Money.of("2.00"), Money.of("1.20"), Baskets.CENT.zero());
		assertThat(priced.taxAmount()).isEqualTo(Money.of("1.20"));
	}

	@Test
	void theTaxOnChargesIsTheTaxWithoutThatOfTheLines() {
		Basket basket = Baskets.withCharges(Baskets.of(line("10.00")), DELIVERY);

		PricedBasket priced = PriceCalculator.price(Baskets.withTaxes(basket, List.of(tax("0.1"))));

		assertThat(priced.taxAmount()).isEqualTo(Money.of("1.35"));
		assertThat(priced.serviceChargeTaxAmount()).isEqualTo(Money.of("0.35"));
	}

	@Test
	void onATieTheEarlierLineTakesTheCentSoLineOrderCanMatter() {
		BasketLine food = line("0.31", "food");
		BasketLine alcohol = line("0.31", "alcohol");

		assertThat(taxOf(alcohol, food)).isEqualTo(Money.of("0.15"));
		assertThat(taxOf(food, alcohol)).isEqualTo(Money.of("0.16"));
	}

	private static Money taxOf(BasketLine... lines) {
		Basket basket = Baskets.withDiscounts(Baskets.of(lines), amountOff("0.01"));
		return PriceCalculator.price(Baskets.withTaxes(basket, List.of(tax("0.5", "alcohol")))).taxAmount();
	}

	@Test
	void trailingZerosOfARateDoNotMatter() {
		Basket basket = Baskets.of(line("0.11"), line("0.05"));
		List<TaxRule> terse = List.of(onOrder(inclusive(tax("0.2"))));
		List<TaxRule> padded = List.of(onOrder(inclusive(tax("0.20000000000"))));

		assertThat(PriceCalculator.price(Baskets.withTaxes(basket, padded)).lines())
			.isEqualTo(PriceCalculator.price(Baskets.withTaxes(basket, terse)).lines());
	}

	@Test
	void refusesAmountsThatDoNotFit() {
		Money large = Baskets.CENT.units(Long.MAX_VALUE / 2 + 1);
		Basket basket = Baskets.of(line(large.toString()), line(large.toString()));

		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> PriceCalculator.price(basket));
	}

}
