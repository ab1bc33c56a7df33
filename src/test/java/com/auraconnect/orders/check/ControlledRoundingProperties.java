package com.auraconnect.orders.check;

import java.util.Arrays;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class ControlledRoundingProperties {

	@Property
	void cellsAndSumsAreTheirExactValuesRoundedDownOrUp(@ForAll("tables") Fraction[][] exact) {
		var rounded = ControlledRounding.round(exact);

		var sum = Fraction.ZERO;
		for (int row = 0; row < exact.length; row++) {
			for (int column = 0; column < exact[row].length; column++) {
				assertBetween(rounded[row][column], exact[row][column]);
				sum = sum.plus(exact[row][column]);
			}
			assertBetween(Arrays.stream(rounded[row]).sum(),
					Arrays.stream(exact[row]).reduce(Fraction.ZERO, Fraction::plus));
		}
		for (int column = 0; column < exact[0].length; column++) {
			int its = column;
			assertBetween(Arrays.stream(rounded).mapToLong((row) -> row[its]).sum(),
					Arrays.stream(exact).map((row) -> row[its]).reduce(Fraction.ZERO, Fraction::plus));
		}
		assertBetween(Arrays.stream(rounded).flatMapToLong(Arrays::stream).sum(), sum);
	}

	private static void assertBetween(long rounded, Fraction exact) {
		assertThat(rounded).isBetween(exact.floor(), exact.ceiling());
	}

	@Example
	void wholeValuesStay() {
		var rounded = ControlledRounding.round(new Fraction[][] { { Fraction.of(3), Fraction.of(-2) } });

		assertThat(rounded).isDeepEqualTo(new long[][] { { 3, -2 } });
	}

	@Example
	void theEarlierRowGetsTheCentThatIsLeft() {
		var third = Fraction.of(10, 3);

		assertThat(ControlledRounding.round(new Fraction[][] { { third }, { third }, { third } }))
			.isDeepEqualTo(new long[][] { { 4 }, { 3 }, { 3 } });
	}

	@Provide
	Arbitrary<Fraction[][]> tables() {
		var cells = Arbitraries.longs().between(-3_000, 3_000);
		return Arbitraries.integers()
			.between(1, 6)
			.flatMap((rows) -> Arbitraries.integers()
				.between(1, 5)
				.flatMap((columns) -> Arbitraries.longs()
					.between(1, 12)
					.flatMap((denominator) -> cells.list()
						.ofSize(rows * columns)
						.map((numerators) -> IntStream.range(0, rows)
							.mapToObj((row) -> numerators.subList(row * columns, (row + 1) * columns)
								.stream()
								.map((numerator) -> Fraction.of(numerator, denominator))
								.toArray(Fraction[]::new))
							.toArray(Fraction[][]::new)))));
	}

}
