package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Smallest amount of a currency, by its number of decimals in ISO 4217: 2 for the cent, 0
 * for the yen, 3 for the fils. Amounts of different units cannot be calculated with each
 * other.
 */
public final class MinorUnit {

	/** The largest number of decimals that a currency of ISO 4217 has. */
	static final int MAX_DECIMALS = 4;

	/** The largest amount has ten digits, whatever the currency. */
	private static final long LARGEST = 9_999_999_999L;

	private static final MinorUnit[] ALL = IntStream.rangeClosed(0, MAX_DECIMALS)
		.mapToObj(MinorUnit::new)
		.toArray(MinorUnit[]::new);

	private final int decimals;

	private final Money zero;

	private MinorUnit(int decimals) {
		this.decimals = decimals;
		this.zero = new Money(0, this);
	}

	/**
	 * Returns the unit with that number of decimals.
	 * @throws IllegalArgumentException if no currency has as many
	 */
	public static MinorUnit ofDecimals(int decimals) {
		if (decimals < 0 || decimals > MAX_DECIMALS) {
			throw new IllegalArgumentException("No currency has " + decimals + " decimals");
		}
		return ALL[decimals];
	}

	/**
	 * Returns the minor unit of a currency.
	 * @param currency code of ISO 4217, such as {@code USD}
	 * @throws IllegalArgumentException if there is no such currency, or it has no
	 * decimals defined, as gold
	 */
	public static MinorUnit of(String currency) {
		return ofDecimals(Currency.getInstance(currency).getDefaultFractionDigits());
	}

	/** Returns the number of decimals. */
	public int decimals() {
		return this.decimals;
	}

	/** Returns the amount of nothing. */
	public Money zero() {
		return this.zero;
	}

	/** Returns the largest amount that an order can hold. */
	public Money largest() {
		return units(LARGEST);
	}

	/** Returns the amount of that many minor units, negative for a debt. */
	public Money units(long minorUnits) {
		return (minorUnits != 0) ? new Money(minorUnits, this) : this.zero;
	}

	/** Whether the amount has no more significant decimals than the unit. */
	public boolean fits(BigDecimal amount) {
		return amount.stripTrailingZeros().scale() <= this.decimals;
	}

	/**
	 * Converts an amount without rounding.
	 * @throws ArithmeticException when the amount has more significant decimals or is too
	 * large for a {@code long}
	 */
	public Money of(BigDecimal amount) {
		return units(amount.movePointRight(this.decimals).longValueExact());
	}

	/** Sums amounts, of which there may be none. */
	public Money sum(Iterable<Money> amounts) {
		return sum(amounts, Function.identity());
	}

	/** Sums the amounts of parts, of which there may be none. */
	public <T> Money sum(Iterable<T> parts, Function<T, Money> amount) {
		Money sum = this.zero;
		for (T part : parts) {
			sum = sum.plus(amount.apply(part));
		}
		return sum;
	}

	/**
	 * Divides and rounds once, from the exact quotient. No other code rounds amounts.
	 * @param minorUnits the dividend, in minor units
	 */
	Money rounded(BigDecimal minorUnits, BigDecimal divisor, RoundingMode rounding) {
		return units(minorUnits.divide(divisor, 0, rounding).longValueExact());
	}

	@Override
	public String toString() {
		return "MinorUnit[decimals=" + this.decimals + "]";
	}

}
