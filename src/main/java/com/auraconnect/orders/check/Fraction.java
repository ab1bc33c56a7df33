package com.auraconnect.orders.check;

import java.math.BigInteger;

/**
 * Exact fraction in lowest terms.
 *
 * @param denominator positive
 */
record Fraction(BigInteger numerator, BigInteger denominator) {

	static final Fraction ZERO = of(0);

	/** Reduces the fraction. */
	Fraction {
		var divisor = numerator.gcd(denominator).multiply(BigInteger.valueOf(denominator.signum()));
		numerator = numerator.divide(divisor);
		denominator = denominator.divide(divisor);
	}

	static Fraction of(long whole) {
		return new Fraction(BigInteger.valueOf(whole), BigInteger.ONE);
	}

	/**
	 * @param denominator not zero
	 */
	static Fraction of(long numerator, long denominator) {
		return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
	}

	Fraction plus(Fraction other) {
		return new Fraction(this.numerator.multiply(other.denominator).add(other.numerator.multiply(this.denominator)),
				this.denominator.multiply(other.denominator));
	}

	Fraction minus(long whole) {
		return plus(of(-whole));
	}

	Fraction times(Fraction other) {
		return new Fraction(this.numerator.multiply(other.numerator), this.denominator.multiply(other.denominator));
	}

	/** Returns the largest whole number that is not more. */
	long floor() {
		var parts = this.numerator.divideAndRemainder(this.denominator);
		return ((parts[1].signum() < 0) ? parts[0].subtract(BigInteger.ONE) : parts[0]).longValueExact();
	}

	/** Returns the smallest whole number that is not less. */
	long ceiling() {
		return isWhole() ? floor() : floor() + 1;
	}

	boolean isWhole() {
		return this.denominator.equals(BigInteger.ONE);
	}

}
