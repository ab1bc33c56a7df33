package com.auraconnect.orders.platform.database;

import java.util.UUID;

import com.auraconnect.orders.embedded.FreePort;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceProcess;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A service whose replica of the database is away when it starts. */
class ReplicaAwayIT {

	private final TestEnvironment site = TestEnvironment.withRestaurants();

	@Test
	void theServiceStartsWithoutItsReplica() {
		var environment = this.site.environment();
		environment.put("DATABASE_REPLICA_URL",
				"postgresql://postgres:postgres@127.0.0.1:" + FreePort.find() + "/orders");
		try (var service = ServiceProcess.start(environment)) {
			var admin = new ServiceClient(service.url(), this.site.sandbox().tokens()).admin(1);
			var table = "s" + UUID.randomUUID();
			new OrderClient(admin).take(OrderBody.burgerAt(2).with("table_number", table));

			assertThat(admin.get("/api/v1/orders?search=" + table).json().required("data")).hasSize(1);
			assertThat(admin.get("/health").text("/status")).isEqualTo("UP");
			assertThat(admin.get("/actuator/health").at("/components/db/status").asText()).isEqualTo("UP");
			assertThat(service.output()).contains("The replica cannot be read from yet");
			assertThat(admin.get("/actuator/prometheus").body())
				.contains("hikaricp_connections{pool=\"orders-replica\"")
				.containsPattern("database_reads_total\\{because=\"away\",from=\"primary\"\\} [1-9]");
		}
	}

}
