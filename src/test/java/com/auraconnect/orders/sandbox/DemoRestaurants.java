package com.auraconnect.orders.sandbox;

import javax.sql.DataSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Tenants 1 and 2, locations 1 and 2 of the one and 3 of the other, taxed at 9 %.
 * Locations 1 and 3 confirm orders automatically, location 2 does not. Tests insert them;
 * a local run creates the same through the API.
 */
public final class DemoRestaurants {

	private DemoRestaurants() {
	}

	/** Inserts them into a migrated database; existing rows are unchanged. */
	public static void seed(DataSource database) {
		new ResourceDatabasePopulator(new ClassPathResource("sandbox/restaurants.sql")).execute(database);
	}

}
