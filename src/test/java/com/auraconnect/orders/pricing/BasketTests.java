package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.auraconnect.orders.pricing.TaxRule.Level;
import com.auraconnect.orders.pricing.TaxRule.Rounding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Validation of a basket and its parts. */
class BasketTests {

	@ParameterizedTest
	@CsvSource({ "PERCENTAGE, -0.0001", "PERCENTAGE, 100.0001", "PERCENTAGE, 12.34567", "FIXED, -0.01",
			"FIXED, 1E+30" })
	void discountsAndChargesRefuseValuesOutOfRange(Adjustment type, BigDecimal value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Discount("Off", type, value));
		assertThatIllegalArgumentException().isThrownBy(() -> new ServiceCharge("On", type, value, false));
	}

	@ParameterizedTest
	@CsvSource({ "PERCENTAGE, 0", "PERCENTAGE, 100.00000", "PERCENTAGE, 12.3456", "FIXED, 0", "FIXED, 1.00500E+3",
			"FIXED, 1000000.99" })
	void discountsAndChargesTakeValuesInRange(Adjustment type, BigDecimal value) {
		assertThatNoException().isThrownBy(() -> new Discount("Off", type, value));
		assertThatNoException().isThrownBy(() -> new ServiceCharge("On", type, value, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-0.01", "1.000001", "9", "0.0000001" })
	void aTaxRuleRefusesARateOutOfRange(BigDecimal rate) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TaxRule("Tax", rate, false, Rounding.HALF_UP, Level.LINE, Set.of(), Set.of()));
	}

	@Test
	void aTaxWithoutCategoriesAppliesToEverything() {
		TaxRule everything = Baskets.tax("0.09");

		assertThat(everything.appliesTo("food")).isTrue();
		assertThat(everything.appliesTo(null)).isTrue();
	}

	@Test
	void aTaxWithCategoriesAppliesToThemOnly() {
		TaxRule food = Baskets.tax("0.09", "food", "drinks");

		assertThat(food.appliesTo("food")).isTrue();
		assertThat(food.appliesTo("alcohol")).isFalse();
		assertThat(food.appliesTo(null)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void aQuantityBelowOneIsRefused(int quantity) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new BasketLine(quantity, Baskets.CENT.zero(), List.of(), List.of(), null));
		assertThatIllegalArgumentException().isThrownBy(() -> new ModifierPrice(Baskets.CENT.zero(), quantity));
	}

	@Test
	void aNegativeUnitPriceIsRefused() {
		ModifierPrice without = new ModifierPrice(Money.of("-0.50"), 2);

		assertThatNoException()
			.isThrownBy(() -> new BasketLine(1, Money.of("1.00"), List.of(without), List.of(), null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new BasketLine(1, Money.of("0.99"), List.of(without), List.of(), null))
			.withMessageContaining("-0.01");
	}

	@Test
	void aNegativeTipIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Baskets.withTip(Baskets.of(), Money.of("-0.01")));
	}

	@Test
	void aBasketCopiesItsLines() {
		List<BasketLine> lines = new ArrayList<>(List.of(Baskets.line("1.00")));
		Basket basket = Baskets.withLines(Baskets.of(), lines);

		lines.clear();

		assertThat(basket.lines()).hasSize(1);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> basket.lines().clear());
	}

}
