package com.auraconnect.orders.testing;

import com.auraconnect.orders.sandbox.Sandbox;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

/** What an {@link OutageTest} may move, and puts back before the next one. */
public class Surroundings {

	private final Sandbox sandbox;

	private final CircuitBreakerRegistry circuits;

	private final SettableClock clock;

	Surroundings(Sandbox sandbox, CircuitBreakerRegistry circuits, SettableClock clock) {
		this.sandbox = sandbox;
		this.circuits = circuits;
		this.clock = clock;
	}

	public Sandbox sandbox() {
		return this.sandbox;
	}

	public SettableClock clock() {
		return this.clock;
	}

	/** Every partner is up, every circuit closed, the menu the old one, the time now. */
	public void restore() {
		this.sandbox.reset();
		this.circuits.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
		this.clock.reset();
	}

}
