package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Exact amount as a client writes it, before the currency is known. Zeros at the end do
 * not count: {@code "12"} and {@code "12.00"} are equal, and both fit a currency without
 * decimals.
 */
public record Amount(BigDecimal value) implements Comparable<Amount> {

	public static final Amount ZERO = new Amount(BigDecimal.ZERO);

	/** The largest amount of any currency; most have a smaller one. */
	public static final Amount LARGEST = of(MinorUnit.ofDecimals(0).largest());

	private static final Pattern TEXT = Pattern.compile("-?\\d{1,18}(\\.\\d{1," + MinorUnit.MAX_DECIMALS + "})?");

	public Amount {
		value = value.stripTrailingZeros();
	}

	/**
	 * Reads an amount such as {@code "33.98"}, {@code "-0.5"} or {@code "12"}: no sign
	 * but minus, no blanks, no exponent, no grouping.
	 * @throws IllegalArgumentException when the text is anything else, or has more
	 * decimals than a currency can have
	 */
	public static Amount of(String amount) {
		if (!TEXT.matcher(amount).matches()) {
			throw new IllegalArgumentException("Not an amount of money: '" + amount + "'");
		}
		return new Amount(new BigDecimal(amount));
	}

	public static Amount of(Money money) {
		return new Amount(money.toBigDecimal());
	}

	/** Whether the amount has no more significant decimals than the unit. */
	public boolean fits(MinorUnit unit) {
		return unit.fits(this.value);
	}

	/**
	 * Converts the amount without rounding.
	 * @throws ArithmeticException when the amount does not fit the unit
	 */
	public Money in(MinorUnit unit) {
		return unit.of(this.value);
	}

	public boolean isZero() {
		return this.value.signum() == 0;
	}

	public boolean isNegative() {
		return this.value.signum() < 0;
	}

	public boolean isPositive() {
		return this.value.signum() > 0;
	}

	public Amount plus(Amount other) {
		return new Amount(this.value.add(other.value));
	}

	@Override
	public int compareTo(Amount other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value.toPlainString();
	}

}
