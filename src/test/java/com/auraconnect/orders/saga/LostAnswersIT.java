package com.auraconnect.orders.saga;

import java.time.Duration;
import java.util.Set;

import com.auraconnect.orders.sandbox.Mode;
import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironment;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Repeats a call whose response came too late: the retry uses the same idempotency key,
 * and the partner does the work once.
 */
@OutageTest
class LostAnswersIT {

	private static final Duration TOO_LATE = Duration.ofMinutes(1);

	private final TestEnvironmentControls controls;

	private final OrderClient till;

	private final JdbcClient database;

	LostAnswersIT(TestEnvironmentControls controls, ServiceClient client, TestEnvironment site) {
		this.controls = controls;
		this.till = new OrderClient(client.admin(1));
		this.database = site.database();
	}

	@BeforeEach
	@AfterEach
	void restorePartners() {
		this.controls.restore();
	}

	@ParameterizedTest
	@EnumSource
	void aRepeatedCallIsDoneOnce(SagaStep step) {
		Partner partner = this.controls.sandbox().partner(step.partner());
		long prepared = step.prepare(this.till);
		awaitSagas();
		partner.mode(Mode.SLOW, TOO_LATE);
		long id = step.cause(this.till, prepared);
		patiently().until(() -> partner.calls().stream().filter((call) -> step.isCall(call, id)).count() >= 2);
		partner.mode(Mode.UP);
		awaitSagas();
		step.requireEnd(this.till.order(id), this.controls.sandbox());
		var keys = partner.calls()
			.stream()
			.filter((call) -> step.isCall(call, id))
			.map(RecordedCall::idempotencyKey)
			.toList();
		assertThat(keys).hasSizeGreaterThan(1);
		assertThat(Set.copyOf(keys)).singleElement().asString().matches(step.keyFor(this.till.order(id)));
	}

	private void awaitSagas() {
		patiently()
			.until(() -> this.database.sql("SELECT count(*) FROM scheduled_tasks WHERE task_instance <> 'recurring'")
				.query(Long.class)
				.single() == 0);
	}

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
	}

}
