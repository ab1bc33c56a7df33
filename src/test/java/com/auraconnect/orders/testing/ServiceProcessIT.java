package com.auraconnect.orders.testing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceProcessIT {

	@Test
	void replicasStartSideBySideAndEndOneByOne() {
		TestEnvironment site = TestEnvironment.withRestaurants();

		var replicas = ServiceProcess.start(2, site.environment());
		try (var killed = replicas.getFirst(); var stopped = replicas.getLast()) {
			killed.kill9();
			assertThat(killed.isAlive()).isFalse();
			assertThat(new ServiceClient(stopped.url(), site.sandbox().tokens()).get("/health").status())
				.isEqualTo(200);
			stopped.stop();
			assertThat(stopped.isAlive()).isFalse();
		}
	}

}
