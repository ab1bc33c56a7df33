package com.auraconnect.orders.pricing;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class GoldenVectorsTests {

	static List<GoldenVector> vectors() throws IOException {
		return GoldenVector.all();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("vectors")
	void aBasketHasThePricesOfItsVector(GoldenVector vector) {
		PricedBasket priced = PriceCalculator.price(vector.priceable());

		assertThat(GoldenVector.Expected.of(priced)).as(vector.why()).isEqualTo(vector.expected());
	}

	@Test
	void vectorsAreCompleteAndHaveUniqueNames() throws IOException {
		assertThat(vectors()).hasSize(103).extracting(GoldenVector::name).doesNotHaveDuplicates();
	}

}
