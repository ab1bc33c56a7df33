package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * Computes the taxes on the items of one order (step 5). All arithmetic is exact up to
 * the single rounding of a tax: inclusive taxes are fractions and are added over a common
 * denominator. Rounded decimals could turn half a cent into slightly more or less.
 */
final class TaxRules {

	private final List<TaxRule> rules;

	private final List<TaxableItem> items;

	private final MinorUnit unit;

	private final List<BigDecimal> inclusiveDivisors;

	private final List<BigDecimal> exclusiveDivisors;

	private TaxRules(List<TaxRule> rules, List<TaxableItem> items, MinorUnit unit) {
		this.rules = rules;
		this.items = items;
		this.unit = unit;
		this.inclusiveDivisors = items.stream().map((item) -> item.inclusiveDivisor(rules)).toList();
		this.exclusiveDivisors = Collections.nCopies(items.size(), BigDecimal.ONE);
	}

	/** Applies each rule to each item of its categories. */
	static Taxation apply(List<TaxRule> rules, List<TaxableItem> items, MinorUnit unit) {
		return new TaxRules(rules, items, unit).apply();
	}

	private Taxation apply() {
		List<AppliedTax> taxes = new ArrayList<>(this.rules.size());
		List<Money> added = Collections.nCopies(this.items.size(), this.unit.zero());
		for (TaxRule rule : this.rules) {
			List<Money> amounts = amounts(rule);
			taxes.add(new AppliedTax(rule, this.unit.sum(amounts), amounts));
			if (!rule.inclusive()) {
				added = sums(added, amounts);
			}
		}
		return new Taxation(taxes, added);
	}

	private List<Money> amounts(TaxRule rule) {
		List<BigDecimal> divisors = rule.inclusive() ? this.inclusiveDivisors : this.exclusiveDivisors;
		return switch (rule.level()) {
			case LINE -> roundedEach(rule, divisors);
			case ORDER -> roundedOnce(rule, divisors);
		};
	}

	private List<Money> roundedEach(TaxRule rule, List<BigDecimal> divisors) {
		List<Money> amounts = new ArrayList<>(this.items.size());
		for (int i = 0; i < this.items.size(); i++) {
			amounts.add(rule.round(this.items.get(i).timesRateOf(rule), divisors.get(i), this.unit));
		}
		return amounts;
	}

	private List<Money> roundedOnce(TaxRule rule, List<BigDecimal> divisors) {
		BigDecimal denominator = commonMultiple(divisors);
		BigDecimal sum = BigDecimal.ZERO;
		List<BigDecimal> numerators = new ArrayList<>(this.items.size());
		for (int i = 0; i < this.items.size(); i++) {
			// the divisor is a factor of the denominator, so this quotient is exact
			BigDecimal expansion = denominator.divide(divisors.get(i));
			BigDecimal numerator = this.items.get(i).timesRateOf(rule).multiply(expansion);
			numerators.add(numerator);
			sum = sum.add(numerator);
		}
		return LargestRemainder.share(rule.round(sum, denominator, this.unit), numerators, denominator);
	}

	private static BigDecimal commonMultiple(List<BigDecimal> divisors) {
		BigDecimal product = BigDecimal.ONE;
		for (BigDecimal divisor : new HashSet<>(divisors)) {
			product = product.multiply(divisor);
		}
		return product;
	}

	private static List<Money> sums(List<Money> left, List<Money> right) {
		List<Money> sums = new ArrayList<>(left.size());
		for (int i = 0; i < left.size(); i++) {
			sums.add(left.get(i).plus(right.get(i)));
		}
		return sums;
	}

}
