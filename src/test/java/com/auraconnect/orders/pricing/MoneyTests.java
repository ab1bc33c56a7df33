package com.auraconnect.orders.pricing;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MoneyTests {

	private static final Money LARGEST = Money.ofMinorUnits(Long.MAX_VALUE);

	private static final Money SMALLEST = Money.ofMinorUnits(Long.MIN_VALUE);

	@ParameterizedTest
	@CsvSource({ "33.98, 3398", "0.05, 5", "-0.05, -5", "12, 1200", "12.5, 1250", "-3, -300", "0, 0", "-0.00, 0",
			"007.10, 710", "92233720368547758.07, 9223372036854775807" })
	void readsAnAmount(String text, long cents) {
		assertThat(Money.of(text)).isEqualTo(Money.ofMinorUnits(cents));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "1.", ".5", "+1", "1.234", "1.000", "1,50", "1 000", " 1", "1\n", "1e2", "--1",
			"NaN", "٣.٠٠", "0x1F" })
	void refusesTextThatIsNoAmount(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Money.of(text)).withMessageContaining(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "92233720368547758.08", "-92233720368547758.09", "1000000000000000000000" })
	void refusesAnAmountThatDoesNotFit(String text) {
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.of(text));
	}

	@Test
	void takesADecimalExactly() {
		assertThat(Money.of(new BigDecimal("12.990"))).isEqualTo(Money.of("12.99"));
		assertThat(Money.of(new BigDecimal("1E+3"))).isEqualTo(Money.of("1000.00"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.001", "12.995", "1E-400", "1E+400", "1E+2147483647", "1E-2147483647" })
	void refusesADecimalThatNeedsRoundingOrDoesNotFit(BigDecimal amount) {
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.of(amount));
	}

	@Test
	void calculates() {
		Money two = Money.of("2.00");

		assertThat(two.plus(Money.of("0.05"))).isEqualTo(Money.of("2.05"));
		assertThat(two.minus(Money.of("2.05"))).isEqualTo(Money.of("-0.05"));
		assertThat(two.times(3)).isEqualTo(Money.of("6.00"));
		assertThat(two.times(-1)).isEqualTo(two.negate()).isEqualTo(Money.of("-2.00"));
	}

	@Test
	void refusesToOverflow() {
		Money cent = Money.ofMinorUnits(1);

		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> LARGEST.plus(cent));
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> SMALLEST.minus(cent));
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> LARGEST.times(2));
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(SMALLEST::negate);
	}

	@Test
	void reportsItsSign() {
		assertThat(Money.ZERO).matches(Money::isZero)
			.matches((zero) -> !zero.isNegative())
			.matches((zero) -> !zero.isPositive());
		assertThat(Money.of("-0.01")).matches(Money::isNegative).matches((debt) -> !debt.isPositive());
		assertThat(Money.of("0.01")).matches(Money::isPositive).matches((sum) -> !sum.isZero());
	}

	@Test
	void comparesByAmount() {
		Money less = Money.of("-5.00");
		Money more = Money.of("3.00");

		assertThat(less).isLessThan(more).isEqualByComparingTo(Money.of("-5"));
		assertThat(less.min(more)).isEqualTo(more.min(less)).isEqualTo(less);
		assertThat(less.max(more)).isEqualTo(more.max(less)).isEqualTo(more);
	}

	@ParameterizedTest
	@ValueSource(strings = { "33.98", "-0.05", "0.00", "12.50", "1000000.00", "-92233720368547758.08" })
	void writesTwoDecimals(String text) {
		Money money = Money.of(text);

		assertThat(money).hasToString(text);
		assertThat(money.toBigDecimal()).isEqualTo(new BigDecimal(text)).hasScaleOf(2);
	}

}
