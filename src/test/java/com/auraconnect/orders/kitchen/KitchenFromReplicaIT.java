package com.auraconnect.orders.kitchen;

import com.auraconnect.orders.testing.ReadCounts;
import com.auraconnect.orders.testing.ReplicaTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.TestEnvironment;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/** The kitchen queue, read from a database replica. */
@ReplicaTest
class KitchenFromReplicaIT extends KitchenIT {

	private final ServiceClient admin;

	private final ReadCounts counts;

	KitchenFromReplicaIT(ServiceClient client, TestEnvironment site, MeterRegistry registry) {
		super(client, site);
		this.admin = client.admin(1);
		this.counts = new ReadCounts(registry);
	}

	@Test
	void theReplicaAnswers() {
		long before = this.counts.byReplica();

		await().until(() -> this.admin.get("/api/v1/kitchen/orders?location_id=1").status() == 200
				&& this.counts.byReplica() > before);
	}

}
