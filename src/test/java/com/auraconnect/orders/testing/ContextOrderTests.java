package com.auraconnect.orders.testing;

import org.junit.jupiter.api.Test;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class ContextOrderTests {

	@ServiceTest
	static class Shared {

	}

	@ServiceTest
	static class SharedToo {

	}

	@ServiceTest
	@TestPropertySource(properties = "orders.saga.attempts=3")
	static class Impatient {

	}

	@OutageTest
	static class InAnOutage {

	}

	@ServiceTest
	@OwnDatabase
	static class Alone {

	}

	@ServiceTest
	static class Dynamic {

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("orders.saga.attempts", () -> 3);
		}

	}

	@Test
	void aClassWithoutAServiceHasNoContextAndComesFirst() {
		assertThat(ContextOrder.contextOf(ContextOrderTests.class)).isEmpty();
		assertThat(ContextOrder.contextOf(Shared.class)).isGreaterThan("");
	}

	@Test
	void classesOfTheSameSettingsShareOne() {
		assertThat(ContextOrder.contextOf(SharedToo.class)).isEqualTo(ContextOrder.contextOf(Shared.class));
	}

	@Test
	void eachSettingOfItsOwnMakesAnother() {
		assertThat(new Class<?>[] { Shared.class, Impatient.class, InAnOutage.class, Alone.class, Dynamic.class })
			.extracting(ContextOrder::contextOf)
			.doesNotHaveDuplicates();
	}

}
