package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits an amount into whole minor units by the largest remainder method, also known as
 * Hamilton's method. Each share is its exact value rounded down. The remaining units go
 * one each to the shares with the largest remainders, on a tie to the earlier one. So a
 * share is its exact value rounded down or up, and a value of whole units is kept.
 */
final class LargestRemainder {

	private LargestRemainder() {
	}

	/**
	 * Splits an amount in proportion to weights.
	 * @param amount from zero to the sum of the weights, so that no share exceeds its
	 * weight
	 * @param weights not negative
	 * @return one share per weight, which sum to the amount
	 */
	static List<Money> inProportion(Money amount, List<Money> weights) {
		if (amount.isZero()) {
			return Collections.nCopies(weights.size(), amount.zero());
		}
		BigDecimal factor = BigDecimal.valueOf(amount.minorUnits());
		List<BigDecimal> numerators = new ArrayList<>(weights.size());
		for (Money weight : weights) {
			numerators.add(factor.multiply(BigDecimal.valueOf(weight.minorUnits())));
		}
		return share(amount, numerators, BigDecimal.valueOf(amount.unit().sum(weights).minorUnits()));
	}

	/**
	 * Splits an amount into shares whose exact values are given as fractions of one
	 * denominator.
	 * @param amount the sum of the exact values, rounded down or up to a minor unit
	 * @param numerators the numerators of the exact values in minor units, not negative
	 * @param denominator positive
	 * @return one share per numerator, which sum to the amount
	 */
	static List<Money> share(Money amount, List<BigDecimal> numerators, BigDecimal denominator) {
		MinorUnit unit = amount.unit();
		List<Money> shares = new ArrayList<>(numerators.size());
		List<BigDecimal> remainders = new ArrayList<>(numerators.size());
		for (BigDecimal numerator : numerators) {
			BigDecimal[] parts = numerator.divideAndRemainder(denominator);
			shares.add(unit.units(parts[0].longValueExact()));
			remainders.add(parts[1]);
		}
		int unitsLeft = Math.toIntExact(amount.minus(unit.sum(shares)).minorUnits());
		for (int index : largestFirst(remainders).subList(0, unitsLeft)) {
			shares.set(index, shares.get(index).plus(unit.units(1)));
		}
		return shares;
	}

	private static List<Integer> largestFirst(List<BigDecimal> remainders) {
		// the sort is stable, so on a tie the earlier line comes first
		return IntStream.range(0, remainders.size())
			.boxed()
			.sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
			.toList();
	}

}
