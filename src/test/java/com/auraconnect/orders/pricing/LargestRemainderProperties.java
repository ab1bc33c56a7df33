package com.auraconnect.orders.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

import static org.assertj.core.api.Assertions.assertThat;

class LargestRemainderProperties {

	@Property
	void sharesSumToTheAmount(@ForAll("weights") List<Money> weights,
			@ForAll @DoubleRange(min = 0, max = 1) double part) {
		Money amount = partOf(weights, part);

		assertThat(Baskets.CENT.sum(LargestRemainder.inProportion(amount, weights))).isEqualTo(amount);
	}

	@Property
	void aShareIsItsExactValueRoundedDownOrUpAndNeverAboveItsWeight(@ForAll("weights") List<Money> weights,
			@ForAll @DoubleRange(min = 0, max = 1) double part) {
		Money amount = partOf(weights, part);
		BigDecimal sum = BigDecimal.valueOf(Math.max(1, Baskets.CENT.sum(weights).minorUnits()));

		List<Money> shares = LargestRemainder.inProportion(amount, weights);

		for (int i = 0; i < weights.size(); i++) {
			BigDecimal exact = BigDecimal.valueOf(amount.minorUnits())
				.multiply(BigDecimal.valueOf(weights.get(i).minorUnits()));
			assertThat(shares.get(i)).isBetween(Baskets.CENT.rounded(exact, sum, RoundingMode.DOWN),
					Baskets.CENT.rounded(exact, sum, RoundingMode.UP));
			assertThat(shares.get(i)).isLessThanOrEqualTo(weights.get(i));
		}
	}

	@Property
	void equalWeightsDifferByOneCentAtMostAndEarlierSharesAreLarger(@ForAll("weights") List<Money> weights,
			@ForAll @DoubleRange(min = 0, max = 1) double part) {
		List<Money> equal = weights.stream().map((weight) -> Money.of("9.99")).toList();

		List<Money> shares = LargestRemainder.inProportion(partOf(equal, part), equal);

		for (int i = 1; i < shares.size(); i++) {
			assertThat(shares.get(i - 1)).isGreaterThanOrEqualTo(shares.get(i));
			assertThat(shares.getFirst().minus(shares.get(i)).minorUnits()).isLessThanOrEqualTo(1);
		}
	}

	@Provide
	Arbitrary<List<Money>> weights() {
		return Arbitraries.longs().between(0, 50_000).map(Baskets.CENT::units).list().ofMinSize(1).ofMaxSize(50);
	}

	private static Money partOf(List<Money> weights, double part) {
		return Baskets.CENT.units((long) (Baskets.CENT.sum(weights).minorUnits() * part));
	}

}
