package com.auraconnect.orders.clients;

import java.time.Duration;
import java.util.List;

import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Operators see open circuits, which do not make a replica unhealthy. */
@OutageTest
class CircuitHealthIT {

	/** Keeps circuits open until the end of a test. */
	private static final Duration LONG = Duration.ofMinutes(10);

	private static final List<String> CIRCUITS = List.of("menu", "inventory", "inventory-check", "payment", "customer",
			"notification", "analytics");

	private final ServiceClient client;

	private final TestEnvironmentControls controls;

	private final CircuitBreakerRegistry circuits;

	CircuitHealthIT(ServiceClient client, TestEnvironmentControls controls, CircuitBreakerRegistry circuits) {
		this.client = client;
		this.controls = controls;
		this.circuits = circuits;
	}

	@BeforeEach
	void everyCircuitIsOpen() {
		this.controls.restore();
		this.circuits.getAllCircuitBreakers().forEach((circuit) -> circuit.transitionToOpenStateFor(LONG));
	}

	@AfterEach
	void closeCircuits() {
		this.controls.restore();
	}

	@Test
	void anOpenCircuitDoesNotTurnAReplicaDown() {
		for (var path : List.of("/health", "/actuator/health/readiness", "/actuator/health/liveness")) {
			Answer answer = this.client.get(path);
			assertThat(answer.status()).as(path).isEqualTo(200);
			assertThat(answer.text("/status")).as(path).isEqualTo("UP");
			assertThat(answer.json()).as(path).hasSize(1);
		}
		assertThat(this.client.admin(1).get("/actuator/health").status()).isEqualTo(200);
	}

	@Test
	void anAdminSeesTheStateOfEachCircuit() {
		Answer answer = this.client.admin(1).get("/actuator/health");
		assertThat(answer.text("/status")).isEqualTo("UP");
		for (var circuit : CIRCUITS) {
			assertThat(answer.text("/components/circuitBreakers/details/" + circuit + "/details/state")).as(circuit)
				.isEqualTo("OPEN");
		}
	}

	@Test
	void onlyAnAdminSeesTheStateOfTheCircuits() {
		assertThat(this.client.staff(1, 1L).get("/actuator/health").at("/components").isMissingNode()).isTrue();
		assertThat(this.client.customer(1, 1).get("/actuator/health").at("/components").isMissingNode()).isTrue();
		assertThat(this.client.get("/actuator/health").status()).isEqualTo(401);
		assertThat(this.client.admin(1).get("/actuator/health/readiness").text("/status")).isEqualTo("UP");
	}

	@Test
	void everyCircuitIsInTheMetrics() {
		String metrics = this.client.get("/actuator/prometheus").body();
		assertThat(CIRCUITS).allSatisfy((name) -> {
			for (var meter : List.of("circuitbreaker_state", "retry_calls_total", "bulkhead_available_concurrent_calls",
					"timelimiter_calls_total")) {
				assertThat(metrics.lines()).anyMatch(
						(line) -> line.startsWith("resilience4j_" + meter) && line.contains("name=\"" + name + "\""));
			}
		});
	}

}
