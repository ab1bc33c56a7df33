package com.auraconnect.orders.reports;

import com.auraconnect.orders.testing.ReadCounts;
import com.auraconnect.orders.testing.ReplicaTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironment;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/** Reports, read from a database replica. */
@ReplicaTest
class ReportFromReplicaIT extends ReportIT {

	private final ServiceClient admin;

	private final ReadCounts counts;

	ReportFromReplicaIT(ServiceClient client, TestEnvironment site, MeterRegistry registry) {
		super(client, site);
		this.admin = client.admin(1);
		this.counts = new ReadCounts(registry);
	}

	@Test
	void theReplicaAnswers() {
		long before = this.counts.byReplica();

		await().until(() -> this.admin.get("/api/v1/orders/reports/summary?date_from=2026-01-01&date_to=2026-01-02")
			.status() == 200 && this.counts.byReplica() > before);
	}

}
