package com.auraconnect.orders.pricing;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Remainder of a line's share of the order discount. Finds the baskets whose taxes can
 * depend on the order of their lines, by an independent calculation.
 *
 * @param net the line after its own discounts
 * @param remainder the part of its share of the order discount that rounding down has cut
 * off
 */
record DiscountTie(Money net, @Nullable String category, BigInteger remainder) {

	/**
	 * Whether the last odd cent of the order discount goes to one of several lines with
	 * equal remainders, where the earlier one takes it, and those lines differ in net
	 * price or tax category.
	 */
	static boolean betweenUnlikeLines(Basket basket) {
		PricedBasket priced = PriceCalculator.price(Baskets.withDiscounts(basket));
		List<Money> nets = priced.lines().stream().map((line) -> line.subtotal().minus(line.discountAmount())).toList();
		Money discount = PriceCalculator.price(basket).discountAmount().minus(priced.discountAmount());
		BigInteger sum = BigInteger.valueOf(Math.max(1, basket.unit().sum(nets).minorUnits()));

		List<DiscountTie> claims = IntStream.range(0, nets.size())
			.mapToObj((i) -> new DiscountTie(nets.get(i), basket.lines().get(i).taxCategory(),
					BigInteger.valueOf(discount.minorUnits())
						.multiply(BigInteger.valueOf(nets.get(i).minorUnits()))
						.mod(sum)))
			.sorted(Comparator.comparing(DiscountTie::remainder).reversed())
			.toList();
		int oddCents = claims.stream()
			.map(DiscountTie::remainder)
			.reduce(BigInteger.ZERO, BigInteger::add)
			.divide(sum)
			.intValueExact();
		return oddCents > 0 && oddCents < claims.size() && isUnlike(claims, oddCents);
	}

	private static boolean isUnlike(List<DiscountTie> claims, int oddCents) {
		DiscountTie lastServed = claims.get(oddCents - 1);
		boolean tied = claims.get(oddCents).remainder().equals(lastServed.remainder());
		return tied && claims.stream()
			.filter((claim) -> claim.remainder().equals(lastServed.remainder()))
			.anyMatch((claim) -> !claim.net().equals(lastServed.net())
					|| !Objects.equals(claim.category(), lastServed.category()));
	}

}
