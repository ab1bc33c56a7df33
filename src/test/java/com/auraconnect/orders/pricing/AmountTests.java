package com.auraconnect.orders.pricing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AmountTests {

	@ParameterizedTest
	@CsvSource({ "12, USD, 12.00", "12.00, JPY, 12", "12.0, JPY, 12", "1200, JPY, 1200", "-0.5, KWD, -0.500",
			"0.00, JPY, 0", "12.9900, USD, 12.99" })
	void isConvertedWhenTheCurrencyIsKnown(String text, String currency, String expected) {
		var unit = MinorUnit.of(currency);

		assertThat(Amount.of(text).fits(unit)).isTrue();
		assertThat(Amount.of(text).in(unit)).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource({ "12.5, JPY", "0.001, USD", "12.9905, KWD" })
	void doesNotFitACurrencyWithFewerDecimals(String text, String currency) {
		assertThat(Amount.of(text).fits(MinorUnit.of(currency))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "1.", ".5", "+1", "1.23456", "1,50", "1 000", " 1", "1\n", "1e2", "--1", "NaN",
			"1000000000000000000", "٣.٠٠", "0x1F" })
	void refusesTextThatIsNoAmount(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Amount.of(text)).withMessageContaining(text);
	}

	@Test
	void comparesByValue() {
		assertThat(Amount.of("12")).isEqualTo(Amount.of("12.00")).hasSameHashCodeAs(Amount.of("12.0"));
		assertThat(Amount.of("12.01")).isGreaterThan(Amount.of("12")).hasToString("12.01");
		assertThat(Amount.of("1200")).hasToString("1200");
		assertThat(Amount.ZERO).isEqualTo(Amount.of("0.000")).matches(Amount::isZero);
	}

}
