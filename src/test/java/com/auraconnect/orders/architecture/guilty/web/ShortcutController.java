package com.auraconnect.orders.architecture.guilty.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;

/** Bypasses the service and writes to the tables. */
@RestController
public abstract class ShortcutController {

	private final JdbcClient jdbc;

	protected ShortcutController(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	int forgetAll() {
		return this.jdbc.sql("DELETE FROM orders").update();
	}

}
