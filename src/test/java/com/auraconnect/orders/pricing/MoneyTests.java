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

	private static final MinorUnit CENT = Baskets.CENT;

	private static final Money LARGEST = CENT.units(Long.MAX_VALUE);

	private static final Money SMALLEST = CENT.units(Long.MIN_VALUE);

	@ParameterizedTest
	@CsvSource({ "33.98, 3398, 2", "0.05, 5, 2", "-0.05, -5, 2", "3398, 3398, 0", "-3, -3, 0", "0, 0, 0", "-0.00, 0, 2",
			"12.990, 12990, 3", "0.0001, 1, 4", "007.10, 710, 2", "92233720368547758.07, 9223372036854775807, 2" })
	void readsAnAmountWithItsDecimals(String text, long minorUnits, int decimals) {
		assertThat(Money.of(text)).isEqualTo(MinorUnit.ofDecimals(decimals).units(minorUnits));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "1.", ".5", "+1", "1.23456", "1,50", "1 000", " 1", "1\n", "1e2", "--1", "NaN",
			"٣.٠٠", "0x1F" })
	void refusesTextThatIsNoAmount(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Money.of(text)).withMessageContaining(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "92233720368547758.08", "-92233720368547758.09", "1000000000000000000000" })
	void refusesAnAmountThatDoesNotFit(String text) {
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.of(text));
	}

	@ParameterizedTest
	@CsvSource({ "USD, 12.99, 12.99", "USD, 12, 12.00", "USD, 12.5, 12.50", "JPY, 1299, 1299", "JPY, 1299.00, 1299",
			"JPY, 1E+3, 1000", "KWD, 12.99, 12.990", "KWD, 0.005, 0.005" })
	void aCurrencyTakesADecimalExactly(String currency, BigDecimal amount, String expected) {
		assertThat(MinorUnit.of(currency).of(amount)).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource({ "USD, 0.001", "USD, 12.995", "JPY, 12.5", "KWD, 0.0005", "USD, 1E-400", "USD, 1E+400",
			"JPY, 1E+2147483647", "USD, 1E-2147483647" })
	void aCurrencyRefusesADecimalThatNeedsRoundingOrDoesNotFit(String currency, BigDecimal amount) {
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> MinorUnit.of(currency).of(amount));
	}

	@ParameterizedTest
	@CsvSource({ "JPY, 0, 9999999999", "VND, 0, 9999999999", "EUR, 2, 99999999.99", "KWD, 3, 9999999.999",
			"CLF, 4, 999999.9999" })
	void aCurrencyHasItsDecimalsAndTenDigits(String currency, int decimals, String largest) {
		assertThat(MinorUnit.of(currency)).isSameAs(MinorUnit.ofDecimals(decimals));
		assertThat(MinorUnit.of(currency).largest()).hasToString(largest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "XAU", "XXX", "EURO" })
	void refusesWhatIsNoMoney(String currency) {
		assertThatIllegalArgumentException().isThrownBy(() -> MinorUnit.of(currency));
	}

	@Test
	void refusesToCalculateWithOtherDecimals() {
		Money yen = Money.of("100");
		Money cents = Money.of("100.00");

		assertThatIllegalArgumentException().isThrownBy(() -> yen.plus(cents));
		assertThatIllegalArgumentException().isThrownBy(() -> yen.minus(cents));
		assertThatIllegalArgumentException().isThrownBy(() -> yen.compareTo(cents));
		assertThatIllegalArgumentException().isThrownBy(() -> yen.roundedTo(cents));
		assertThatIllegalArgumentException().isThrownBy(() -> yen.plus(cents.zero()));
		assertThat(yen).isNotEqualTo(cents);
	}

	@ParameterizedTest
	@CsvSource({ "1023, 5, 1025", "1022, 5, 1020", "10.02, 0.05, 10.00", "10.025, 0.050, 10.050",
			"10.024, 0.050, 10.000" })
	void roundsToACoin(String amount, String coin, String expected) {
		assertThat(Money.of(amount).roundedTo(Money.of(coin))).hasToString(expected);
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
		Money cent = CENT.units(1);

		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> LARGEST.plus(cent));
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> SMALLEST.minus(cent));
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> LARGEST.times(2));
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(SMALLEST::negate);
	}

	@Test
	void reportsItsSign() {
		assertThat(Money.of("0.00")).matches(Money::isZero)
			.matches((zero) -> !zero.isNegative())
			.matches((zero) -> !zero.isPositive());
		assertThat(Money.of("-0.01")).matches(Money::isNegative).matches((debt) -> !debt.isPositive());
		assertThat(Money.of("0.01")).matches(Money::isPositive).matches((sum) -> !sum.isZero());
	}

	@Test
	void comparesByAmount() {
		Money less = Money.of("-5.00");
		Money more = Money.of("3.00");

		assertThat(less).isLessThan(more).isEqualByComparingTo(Money.of("-5.00"));
		assertThat(less.min(more)).isEqualTo(more.min(less)).isEqualTo(less);
		assertThat(less.max(more)).isEqualTo(more.max(less)).isEqualTo(more);
	}

	@ParameterizedTest
	@ValueSource(strings = { "33.98", "-0.05", "0.00", "12.50", "1000000.00", "-92233720368547758.08", "0", "3398",
			"-5", "0.000", "12.990" })
	void writesTheDecimalsOfItsCurrency(String text) {
		Money money = Money.of(text);

		assertThat(money).hasToString(text);
		assertThat(money.toBigDecimal()).isEqualTo(new BigDecimal(text)).hasScaleOf(money.unit().decimals());
	}

}
