package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Exact amount in whole minor units of a currency. The currency is the location's and not
 * part of the value, but its number of decimals is: two amounts with different decimals
 * cannot be added or compared, which throws {@link IllegalArgumentException}. Overflow of
 * a {@code long} throws {@link ArithmeticException}.
 *
 * @param minorUnits the amount in minor units, negative for a debt
 */
public record Money(long minorUnits, MinorUnit unit) implements Comparable<Money> {

	private static final Pattern AMOUNT = Pattern.compile("-?\\d+(\\.\\d{1," + MinorUnit.MAX_DECIMALS + "})?");

	/**
	 * Reads an amount that has the decimals of its currency, such as {@code "33.98"},
	 * {@code "-0.005"} or {@code "3398"}: no sign but minus, no blanks, no exponent, no
	 * grouping. An {@link Amount} reads what a client writes.
	 * @throws IllegalArgumentException when the text is anything else, or has more
	 * decimals than a currency can have
	 * @throws ArithmeticException when the amount does not fit
	 */
	public static Money of(String amount) {
		if (!AMOUNT.matcher(amount).matches()) {
			throw new IllegalArgumentException("Not an amount of money: '" + amount + "'");
		}
		return of(new BigDecimal(amount));
	}

	/**
	 * Converts an amount that has the decimals of its currency, zeros included.
	 * @throws IllegalArgumentException when no currency has as many decimals
	 * @throws ArithmeticException when the amount does not fit
	 */
	public static Money of(BigDecimal amount) {
		return MinorUnit.ofDecimals(amount.scale()).of(amount);
	}

	/** Returns the amount of nothing in the same unit. */
	public Money zero() {
		return this.unit.zero();
	}

	/**
	 * Returns the share of a part in a whole, rounded once.
	 * @param part from 0 to {@code whole}
	 * @param whole positive
	 */
	public Money share(int part, int whole, RoundingMode rounding) {
		return this.unit.rounded(BigDecimal.valueOf(this.minorUnits).multiply(BigDecimal.valueOf(part)),
				BigDecimal.valueOf(whole), rounding);
	}

	public Money plus(Money other) {
		return this.unit.units(Math.addExact(this.minorUnits, other.in(this.unit)));
	}

	public Money minus(Money other) {
		return this.unit.units(Math.subtractExact(this.minorUnits, other.in(this.unit)));
	}

	public Money times(int factor) {
		return this.unit.units(Math.multiplyExact(this.minorUnits, factor));
	}

	public Money negate() {
		return this.unit.units(Math.negateExact(this.minorUnits));
	}

	/**
	 * Rounds an amount that is not negative to a multiple of a coin, half a coin up.
	 * @param coin positive
	 */
	public Money roundedTo(Money coin) {
		var units = coin.in(this.unit);
		return this.unit.units(Math.addExact(this.minorUnits, units / 2) / units * units);
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
		return (compareTo(other) <= 0) ? this : other;
	}

	public Money max(Money other) {
		return (compareTo(other) >= 0) ? this : other;
	}

	/** Returns the amount, or zero instead of a negative one. */
	public Money orZero() {
		return isNegative() ? zero() : this;
	}

	/** Returns the amount in the currency's main unit, with the currency's decimals. */
	public BigDecimal toBigDecimal() {
		return BigDecimal.valueOf(this.minorUnits, this.unit.decimals());
	}

	@Override
	public int compareTo(Money other) {
		return Long.compare(this.minorUnits, other.in(this.unit));
	}

	private long in(MinorUnit expected) {
		if (this.unit != expected) {
			throw new IllegalArgumentException("An amount with " + this.unit.decimals()
					+ " decimals cannot be calculated with one that has " + expected.decimals());
		}
		return this.minorUnits;
	}

	/**
	 * Returns the amount in the form of the API: {@code "33.98"}, {@code "-0.05"},
	 * {@code "3398"}. {@link #of(String)} parses it.
	 */
	@Override
	public String toString() {
		return toBigDecimal().toPlainString();
	}

}
