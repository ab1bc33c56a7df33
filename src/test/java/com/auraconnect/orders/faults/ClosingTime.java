package com.auraconnect.orders.faults;

import java.time.Duration;

import com.auraconnect.orders.testing.OrderClient;
import org.awaitility.Awaitility;

/**
 * Ends the orders that hold money on a card, since a tip that was changed after the
 * authorization is asked of the processor with the capture only.
 */
record ClosingTime(Site site) {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String UNSETTLED = """
			SELECT DISTINCT o.tenant_id, o.id
			FROM orders o
			JOIN order_payments p ON p.order_id = o.id AND p.tenant_id = o.tenant_id
			WHERE p.status = 'authorized' AND p.method = 'card' AND o.status NOT IN ('completed', 'cancelled')
			ORDER BY o.id
			""";

	private record Unsettled(long tenantId, long id) {
	}

	void settle() {
		for (var order : this.site.environment().database().sql(UNSETTLED).query(Unsettled.class).list()) {
			var manager = new OrderClient(this.site.client(0).admin(order.tenantId()));
			Awaitility.await("the end of order " + order.id())
				.atMost(PATIENCE)
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(20))
				.ignoreExceptions()
				.until(() -> isEnded(manager, order.id()));
		}
	}

	/** Moves an order that has not ended on by one status, if the service agrees. */
	private static boolean isEnded(OrderClient manager, long id) {
		String status = manager.client().get("/api/v1/orders/%d", id).text("/status");
		switch (status) {
			case "pending" -> manager.tryToCancel(id);
			case "confirmed" -> manager.tryToMove(id, "preparing");
			case "preparing" -> manager.tryToMove(id, "ready");
			case "ready" -> manager.tryToMove(id, "completed");
			default -> {
				return status.equals("completed") || status.equals("cancelled");
			}
		}
		return false;
	}

}
