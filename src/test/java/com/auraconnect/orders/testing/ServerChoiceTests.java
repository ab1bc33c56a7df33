package com.auraconnect.orders.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ServerChoiceTests {

	private static final String URL = "TEST_DATABASE_URL";

	private static final BooleanSupplier NEVER_ASKED = () -> {
		throw new AssertionError("The container engine was asked for nothing");
	};

	private final Map<String, String> environment = new HashMap<>();

	@Test
	void aServerThatTheEnvironmentNamesComesFirst() {
		this.environment.put(URL, "postgresql://localhost/orders");

		assertThat(source(NEVER_ASKED)).isEqualTo(ServerSource.EXISTING);
	}

	@Test
	void eachServerIsChosenByItsOwnVariable() {
		this.environment.put("TEST_REDIS_URL", "redis://localhost");

		assertThat(source(() -> true)).isEqualTo(ServerSource.CONTAINER);
	}

	@ParameterizedTest
	@CsvSource({ "true, CONTAINER", "false, EMBEDDED" })
	void aContainerEngineIsUsedWhereOneAnswers(boolean answers, ServerSource expected) {
		this.environment.put(URL, " ");

		assertThat(source(() -> answers)).isEqualTo(expected);
	}

	@Test
	void demandedContainersAreUsedEvenWhereAServerIsNamed() {
		this.environment.put(URL, "postgresql://localhost/orders");
		this.environment.put("TEST_SERVERS", "containers");

		assertThat(source(() -> true)).isEqualTo(ServerSource.CONTAINER);
	}

	@Test
	void demandedContainersAreNotReplacedByEmbeddedServers() {
		this.environment.put("TEST_SERVERS", "containers");

		assertThatIllegalStateException().isThrownBy(() -> source(() -> false))
			.withMessage("TEST_SERVERS demands containers, but no container engine answers");
	}

	@Test
	void demandedEmbeddedServersAreUsedWithoutALookAtTheEngine() {
		this.environment.put("TEST_SERVERS", "embedded");

		assertThat(source(NEVER_ASKED)).isEqualTo(ServerSource.EMBEDDED);
	}

	@Test
	void demandedExistingServersMustBeNamed() {
		this.environment.put("TEST_SERVERS", "existing");

		assertThatIllegalStateException().isThrownBy(() -> source(NEVER_ASKED))
			.withMessage("TEST_SERVERS demands existing servers, but TEST_DATABASE_URL is not set");
	}

	@Test
	void aDemandThatIsMisspeltIsNotIgnored() {
		this.environment.put("TEST_SERVERS", "container");

		assertThatIllegalStateException().isThrownBy(() -> source(() -> true))
			.withMessageContaining("'container'")
			.withMessageContaining("existing, containers and embedded");
	}

	private ServerSource source(BooleanSupplier engineAnswers) {
		return new ServerChoice(this.environment::get, engineAnswers).of(URL);
	}

}
