package com.auraconnect.orders.testing;

import com.auraconnect.orders.sandbox.Sandbox;
import com.github.benmanes.caffeine.cache.Cache;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Controls for an {@link OutageTest}, reset before the next test. */
public class TestEnvironmentControls {

	private final Sandbox sandbox;

	private final CircuitBreakerRegistry circuits;

	private final SettableClock clock;

	private final Cache<?, ?> menuItems;

	private final JdbcClient database;

	TestEnvironmentControls(Sandbox sandbox, CircuitBreakerRegistry circuits, SettableClock clock,
			Cache<?, ?> menuItems, TestEnvironment site) {
		this.sandbox = sandbox;
		this.circuits = circuits;
		this.clock = clock;
		this.menuItems = menuItems;
		this.database = site.database();
	}

	public Sandbox sandbox() {
		return this.sandbox;
	}

	public SettableClock clock() {
		return this.clock;
	}

	/** Empties the service's cache of menu items. */
	public void forgetTheMenu() {
		this.menuItems.invalidateAll();
		this.database.sql("DELETE FROM menu_answers").update();
	}

	/**
	 * Sets every partner up, closes every circuit, restores the demo menu, empties its
	 * cache and resets the clock.
	 */
	public void restore() {
		this.sandbox.reset();
		this.circuits.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
		this.clock.reset();
		forgetTheMenu();
	}

}
