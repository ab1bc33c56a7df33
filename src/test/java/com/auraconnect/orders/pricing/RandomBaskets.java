package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.Set;

import com.auraconnect.orders.pricing.TaxRule.Level;
import com.auraconnect.orders.pricing.TaxRule.Rounding;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Generates valid baskets with a bias to edge cases: prices of a few cents, rates with
 * long quotients, discounts above the order, lines with equal remainders.
 */
class RandomBaskets extends DomainContextBase {

	private static final String[] CATEGORIES = { "food", "drinks", "alcohol" };

	/** Currencies with no, two and three decimals. */
	private static final Arbitrary<MinorUnit> UNITS = Arbitraries.of("JPY", "EUR", "KWD").map(MinorUnit::of);

	@Provide
	Arbitrary<Basket> baskets() {
		return UNITS.flatMap(this::baskets);
	}

	private Arbitrary<Basket> baskets(MinorUnit unit) {
		return Combinators
			.combine(Arbitraries.oneOf(lines(unit).list().ofMaxSize(8), twins(unit).list().ofMaxSize(8)),
					discounts(unit).list().ofMaxSize(3), charges(unit).list().ofMaxSize(3),
					taxRules().list().ofMaxSize(4), money(unit, 0, 2_000))
			.as(Basket::new)
			.withoutEdgeCases();
	}

	@Provide
	Arbitrary<BasketLine> lines() {
		return lines(Baskets.CENT);
	}

	private static Arbitrary<BasketLine> lines(MinorUnit unit) {
		Arbitrary<Integer> quantities = Arbitraries.integers().between(1, 5);
		Arbitrary<String> categories = Arbitraries.of(CATEGORIES).injectNull(0.3);
		return Combinators
			.combine(quantities, prices(unit), modifiers(unit).list().ofMaxSize(2), discounts(unit).list().ofMaxSize(2),
					categories)
			.as(BasketLine::new)
			.withoutEdgeCases();
	}

	/**
	 * Generates lines that differ mostly in their tax category and so have equal
	 * remainders.
	 */
	private static Arbitrary<BasketLine> twins(MinorUnit unit) {
		Arbitrary<String> categories = Arbitraries.of(CATEGORIES).injectNull(0.3);
		return Combinators.combine(Arbitraries.of(31, 93, 100), categories)
			.as((price, category) -> Baskets.line(unit.units(price).toString(), category));
	}

	@Provide
	Arbitrary<TaxRule> taxRules() {
		Arbitrary<BigDecimal> rates = Arbitraries.oneOf(
				Arbitraries.of("0", "0.05", "0.07", "0.2", "0.08875", "0.5", "1").map(BigDecimal::new),
				decimals(0, 1, 6));
		Arbitrary<Set<String>> categories = Arbitraries.oneOf(Arbitraries.just(Set.of()),
				Arbitraries.of(CATEGORIES).set().ofMaxSize(2));
		return Combinators
			.combine(Arbitraries.just("Tax"), rates, Arbitraries.of(true, false), Arbitraries.of(Rounding.class),
					Arbitraries.of(Level.class), categories, Arbitraries.just(Set.<String>of()))
			.as(TaxRule::new)
			.withoutEdgeCases();
	}

	private static Arbitrary<ModifierPrice> modifiers(MinorUnit unit) {
		return Combinators.combine(money(unit, 0, 300), Arbitraries.integers().between(1, 3)).as(ModifierPrice::new);
	}

	private static Arbitrary<Discount> discounts(MinorUnit unit) {
		return Arbitraries.oneOf(
				decimals(0, 100, 4).map((value) -> new Discount("Percent", Adjustment.PERCENTAGE, value)),
				Arbitraries.oneOf(money(unit, 0, 5), money(unit, 0, 5_000))
					.map((value) -> new Discount("Fixed", Adjustment.FIXED, value.toBigDecimal())));
	}

	private static Arbitrary<ServiceCharge> charges(MinorUnit unit) {
		Arbitrary<Boolean> taxable = Arbitraries.of(true, false);
		return Arbitraries.oneOf(
				Combinators.combine(decimals(0, 100, 4), taxable)
					.as((value, taxed) -> new ServiceCharge("Percent", Adjustment.PERCENTAGE, value, taxed)),
				Combinators.combine(money(unit, 0, 2_000), taxable)
					.as((value, taxed) -> new ServiceCharge("Fixed", Adjustment.FIXED, value.toBigDecimal(), taxed)));
	}

	private static Arbitrary<Money> prices(MinorUnit unit) {
		return Arbitraries.oneOf(money(unit, 0, 20), money(unit, 0, 3_000),
				Arbitraries.of(0, 100, 999).map(unit::units));
	}

	private static Arbitrary<Money> money(MinorUnit unit, long min, long max) {
		return Arbitraries.longs().between(min, max).map(unit::units);
	}

	private static Arbitrary<BigDecimal> decimals(long min, long max, int scale) {
		return Arbitraries.bigDecimals().between(BigDecimal.valueOf(min), BigDecimal.valueOf(max)).ofScale(scale);
	}

}
