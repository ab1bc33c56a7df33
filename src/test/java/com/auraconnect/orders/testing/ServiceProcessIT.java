package com.auraconnect.orders.testing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceProcessIT {

	@Test
	void theJarStartsIsKilledAndStartsAgain() {
		TestEnvironment site = TestEnvironment.withRestaurants();

		try (var first = ServiceProcess.start(site.environment())) {
			first.kill9();
			assertThat(first.isAlive()).isFalse();
		}
		try (var second = ServiceProcess.start(site.environment())) {
			assertThat(new ServiceClient(second.url(), site.sandbox().tokens()).get("/health").status()).isEqualTo(200);
			second.stop();
			assertThat(second.isAlive()).isFalse();
		}
	}

}
