package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Exact amount in a currency with two decimals, stored as whole minor units. The currency
 * is the location's and not part of the value. Overflow of a {@code long} throws
 * {@link ArithmeticException}.
 *
 * @param minorUnits the amount in hundredths, negative for a debt
 */
public record Money(long minorUnits) implements Comparable<Money> {

	public static final Money ZERO = new Money(0);

	private static final int DECIMALS = 2;

	private static final Pattern AMOUNT = Pattern.compile("-?\\d+(\\.\\d{1,2})?");

	/**
	 * Reads an amount such as {@code "33.98"}, {@code "-0.5"} or {@code "12"}: no sign
	 * but minus, no blanks, no exponent, no grouping.
	 * @throws IllegalArgumentException when the text is anything else, or has a third
	 * decimal
	 * @throws ArithmeticException when the amount does not fit
	 */
	public static Money of(String amount) {
		if (!AMOUNT.matcher(amount).matches()) {
			throw new IllegalArgumentException("Not an amount with at most two decimals: '" + amount + "'");
		}
		return of(new BigDecimal(amount));
	}

	/**
	 * Converts an amount without rounding.
	 * @throws ArithmeticException when the amount has more than two significant decimals
	 * or does not fit
	 */
	public static Money of(BigDecimal amount) {
		return new Money(amount.movePointRight(DECIMALS).longValueExact());
	}

	public static Money ofMinorUnits(long minorUnits) {
		return (minorUnits != 0) ? new Money(minorUnits) : ZERO;
	}

	static Money sum(Iterable<Money> amounts) {
		return sum(amounts, Function.identity());
	}

	static <T> Money sum(Iterable<T> parts, Function<T, Money> amount) {
		Money sum = ZERO;
		for (T part : parts) {
			sum = sum.plus(amount.apply(part));
		}
		return sum;
	}

	/**
	 * Divides and rounds once, from the exact quotient. No other code rounds amounts.
	 * @param minorUnits the dividend, in minor units
	 */
	static Money rounded(BigDecimal minorUnits, BigDecimal divisor, RoundingMode rounding) {
		return ofMinorUnits(minorUnits.divide(divisor, 0, rounding).longValueExact());
	}

	/**
	 * Returns the share of a part in a whole, rounded once.
	 * @param part from 0 to {@code whole}
	 * @param whole positive
	 */
	public Money share(int part, int whole, RoundingMode rounding) {
		return rounded(BigDecimal.valueOf(this.minorUnits).multiply(BigDecimal.valueOf(part)),
				BigDecimal.valueOf(whole), rounding);
	}

	public Money plus(Money other) {
		return ofMinorUnits(Math.addExact(this.minorUnits, other.minorUnits));
	}

	public Money minus(Money other) {
		return ofMinorUnits(Math.subtractExact(this.minorUnits, other.minorUnits));
	}

	public Money times(int factor) {
		return ofMinorUnits(Math.multiplyExact(this.minorUnits, factor));
	}

	public Money negate() {
		return ofMinorUnits(Math.negateExact(this.minorUnits));
	}

	/**
	 * Rounds an amount that is not negative to a multiple of a coin, half a coin up.
	 * @param coin positive
	 */
	public Money roundedTo(Money coin) {
		return ofMinorUnits(Math.addExact(this.minorUnits, coin.minorUnits / 2) / coin.minorUnits * coin.minorUnits);
	}

	public boolean isZero() {
		return this.minorUnits == 0;
	}

	public boolean isNegative() {
		return this.minorUnits < 0;
	}

	public boolean isPositive() {
		return this.minorUnits > 0;
	}

	public Money min(Money other) {
		return (this.minorUnits <= other.minorUnits) ? this : other;
	}

	public Money max(Money other) {
		return (this.minorUnits >= other.minorUnits) ? this : other;
	}

	/** Returns the amount in the currency's main unit, always with two decimals. */
	public BigDecimal toBigDecimal() {
		return BigDecimal.valueOf(this.minorUnits, DECIMALS);
	}

	@Override
	public int compareTo(Money other) {
		return Long.compare(this.minorUnits, other.minorUnits);
	}

	/**
	 * Returns the amount in the form of the API: {@code "33.98"}, {@code "-0.05"}.
	 * {@link #of(String)} parses it.
	 */
	@Override
	public String toString() {
		return toBigDecimal().toPlainString();
	}

}
