package com.auraconnect.orders.architecture;

import com.auraconnect.orders.OrdersApplication;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.springframework.modulith.core.ApplicationModules;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each package below the service's own is a module. Modules have no cycles, and use of
 * each other only what is in a module's package itself, in a named interface, or in an
 * open module.
 */
class ModularityTests {

	private static final String GUILTY = "com.auraconnect.orders.architecture.guilty.modules";

	@Test
	void noModuleUsesTheInternalsOfAnother() {
		ApplicationModules.of(OrdersApplication.class).verify();
	}

	@Test
	void aModuleThatUsesTheInternalsOfAnotherIsFound() {
		var modules = ApplicationModules.of(GUILTY, new ImportOption.OnlyIncludeTests());

		assertThat(modules.detectViolations().getMessages())
			.anySatisfy((message) -> assertThat(message).contains("Waiter", "Recipe"));
	}

}
