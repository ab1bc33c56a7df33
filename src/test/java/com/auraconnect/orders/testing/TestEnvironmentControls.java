package com.auraconnect.orders.testing;

import com.auraconnect.orders.sandbox.Sandbox;
import com.github.benmanes.caffeine.cache.Cache;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What an {@link OutageTest} may move, and puts back before the next one. */
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

	/** The service has never asked for the menu. */
	public void forgetTheMenu() {
		this.menuItems.invalidateAll();
		this.database.sql("DELETE FROM menu_answers").update();
	}

	/**
	 * Every partner is up, every circuit closed, the menu the old one and not yet asked
	 * for, the time now.
	 */
	public void restore() {
		this.sandbox.reset();
		this.circuits.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
		this.clock.reset();
		forgetTheMenu();
	}

}
