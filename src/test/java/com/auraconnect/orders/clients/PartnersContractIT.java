package com.auraconnect.orders.clients;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.auraconnect.orders.sandbox.Partner;
import com.auraconnect.orders.sandbox.RecordedCall;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OrderClient;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import com.auraconnect.orders.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service calls its partners as docs/partners.yaml describes. */
@ServiceTest
class PartnersContractIT {

	private final PartnersContract contract = new PartnersContract();

	private final TestEnvironment site;

	private final ServiceClient client;

	private final OrderClient till;

	PartnersContractIT(TestEnvironment site, ServiceClient client) {
		this.site = site;
		this.client = client.admin(1);
		this.till = new OrderClient(this.client);
	}

	@Test
	void everyCallIsDescribedAndEveryOperationIsCalled() {
		OrderBody burger = OrderBody.burgerAt(1).paidByCard("tok_ok");
		long served = this.till.take(burger.with("customer_id", 7), "confirmed");
		this.client.post("/api/v1/orders/" + served + "/items", Map.of("items", List.of(OrderBody.line(15, 1))));
		await().atMost(Duration.ofSeconds(20)).until(() -> called().contains("changeReservation"));
		this.till.serve(served);
		await().atMost(Duration.ofSeconds(20)).until(() -> called().contains("capture"));
		String payment = this.till.await(served, (order) -> order.at("/payments/0/status").asText().equals("captured"))
			.at("/payments/0/id")
			.asText();
		this.client.post("/api/v1/orders/" + served + "/refunds",
				"{\"payment_id\":" + payment + ",\"amount\":\"1.00\",\"reason\":\"cold\"}");
		this.till.cancel(this.till.take(burger, "confirmed"));

		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(called()).isEqualTo(new TreeSet<>(this.contract.operations())));
		assertThat(calls()).allSatisfy((call) -> assertThat(this.contract.faults(call)).as("%s", call).isEmpty());
	}

	private TreeSet<String> called() {
		return calls().stream().map(this.contract::operationOf).collect(Collectors.toCollection(TreeSet::new));
	}

	private List<RecordedCall> calls() {
		return this.site.sandbox().partners().stream().map(Partner::calls).flatMap(List::stream).toList();
	}

}
