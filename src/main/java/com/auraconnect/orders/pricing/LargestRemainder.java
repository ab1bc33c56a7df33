package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts an amount into whole cents without losing one: each share is its exact value
 * rounded down, and the cents left over go one each to the shares that lost most by it,
 * the earlier one first where two lost the same. Also known as Hamilton's method. So a
 * share is its exact value rounded either down or up, and an exact value of whole cents
 * stays.
 */
final class LargestRemainder {

	private static final Money CENT = Money.ofCents(1);

	private LargestRemainder() {
	}

	/**
	 * Cuts an amount in proportion to weights.
	 * @param amount from zero to the sum of the weights, so no share is more than its
	 * weight
	 * @param weights none negative
	 * @return as many shares, which sum to the amount
	 */
	static List<Money> inProportion(Money amount, List<Money> weights) {
		if (amount.isZero()) {
			return Collections.nCopies(weights.size(), Money.ZERO);
		}
		BigDecimal factor = BigDecimal.valueOf(amount.cents());
		List<BigDecimal> numerators = new ArrayList<>(weights.size());
		for (Money weight : weights) {
			numerators.add(factor.multiply(BigDecimal.valueOf(weight.cents())));
		}
		return share(amount, numerators, BigDecimal.valueOf(Money.sum(weights).cents()));
	}

	/**
	 * Cuts an amount into shares whose exact values are known, as fractions of one
	 * denominator.
	 * @param amount the sum of the exact values, rounded to a cent either way
	 * @param numerators of the exact values in cents, none negative
	 * @param denominator positive
	 * @return as many shares, which sum to the amount
	 */
	static List<Money> share(Money amount, List<BigDecimal> numerators, BigDecimal denominator) {
		List<Money> shares = new ArrayList<>(numerators.size());
		List<BigDecimal> remainders = new ArrayList<>(numerators.size());
		for (BigDecimal numerator : numerators) {
			BigDecimal[] parts = numerator.divideAndRemainder(denominator);
			shares.add(Money.ofCents(parts[0].longValueExact()));
			remainders.add(parts[1]);
		}
		int centsLeft = Math.toIntExact(amount.minus(Money.sum(shares)).cents());
		for (int index : largestFirst(remainders).subList(0, centsLeft)) {
			shares.set(index, shares.get(index).plus(CENT));
		}
		return shares;
	}

	private static List<Integer> largestFirst(List<BigDecimal> remainders) {
		// a stable sort: equal remainders stay in their order, which is what prefers the
		// earlier line
		return IntStream.range(0, remainders.size())
			.boxed()
			.sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
			.toList();
	}

}
