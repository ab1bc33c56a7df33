package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What refunds have left of a sum that was paid, and of the taxes in it. Whatever is
 * refunded in whichever order, no refund has more of a tax than is left of it, and the
 * one that gives back the last cent has all the taxes that are left.
 *
 * @param amount what is left of the sum
 * @param taxes what is left of each tax
 */
public record RefundableTaxes(Money amount, List<Money> taxes) {

	public RefundableTaxes {
		taxes = List.copyOf(taxes);
	}

	/**
	 * Returns what a part of a bill contains of a tax on the bill, rounded half up.
	 * @param part not negative, also more than the whole bill if it was paid twice
	 * @param bill not negative; one of nothing contains no tax
	 */
	public static Money contained(Money tax, Money part, Money bill) {
		return bill.isZero() ? tax.zero() : share(tax, part, bill);
	}

	/**
	 * Returns the taxes in a refund of lines.
	 * @param part the refunded amount, at most what is left
	 * @param wanted the shares of the lines in each tax
	 */
	public List<Money> ofLines(Money part, List<Money> wanted) {
		var limited = IntStream.range(0, this.taxes.size())
			.mapToObj((i) -> wanted.get(i).orZero().min(this.taxes.get(i)))
			.toList();
		return atLeast(leastTaxes(part).min(part), atMost(part, limited));
	}

	/**
	 * Returns the taxes in a refund of an amount, in proportion. The refunds of amounts
	 * are rounded together, so that many small ones have the taxes of a large one.
	 * @param part the refunded amount, positive and at most what is left
	 * @param earlier sum of the earlier refunds of amounts
	 * @param earlierTaxes their taxes
	 */
	public List<Money> inProportion(Money part, Money earlier, List<Money> earlierTaxes) {
		var base = this.amount.plus(earlier);
		var refunded = earlier.plus(part);
		return ofLines(part, IntStream.range(0, this.taxes.size()).mapToObj((i) -> {
			var before = earlierTaxes.get(i);
			return share(this.taxes.get(i).plus(before), refunded, base).minus(before);
		}).toList());
	}

	private static Money share(Money amount, Money part, Money whole) {
		return amount.unit()
			.rounded(BigDecimal.valueOf(amount.minorUnits()).multiply(BigDecimal.valueOf(part.minorUnits())),
					BigDecimal.valueOf(whole.minorUnits()), RoundingMode.HALF_UP);
	}

	/** Returns the taxes that the rest, after the refund, is too small to contain. */
	private Money leastTaxes(Money part) {
		return sum(this.taxes).minus(this.amount.minus(part)).orZero();
	}

	/** Reduces taxes that are more than the refund itself. */
	private static List<Money> atMost(Money most, List<Money> taxes) {
		return (sum(most, taxes).compareTo(most) > 0) ? LargestRemainder.inProportion(most, taxes) : taxes;
	}

	/** Raises taxes to that sum, in proportion to what would be left of each. */
	private List<Money> atLeast(Money least, List<Money> taxes) {
		var missing = least.minus(sum(taxes));
		if (!missing.isPositive()) {
			return taxes;
		}
		var left = IntStream.range(0, taxes.size()).mapToObj((i) -> this.taxes.get(i).minus(taxes.get(i))).toList();
		var more = LargestRemainder.inProportion(missing, left);
		return IntStream.range(0, taxes.size()).mapToObj((i) -> taxes.get(i).plus(more.get(i))).toList();
	}

	private Money sum(List<Money> amounts) {
		return sum(this.amount, amounts);
	}

	private static Money sum(Money any, List<Money> amounts) {
		return any.unit().sum(amounts);
	}

}
