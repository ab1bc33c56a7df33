package com.auraconnect.orders.faults;

import com.auraconnect.orders.testing.OrderClient;

/**
 * Ends the orders that hold money on a card, since a tip that was changed after the
 * authorization is asked of the processor with the capture only.
 */
record ClosingTime(Site site) {

	private static final String UNSETTLED = """
			SELECT DISTINCT o.tenant_id, o.id, o.status
			FROM orders o
			JOIN order_payments p ON p.order_id = o.id AND p.tenant_id = o.tenant_id
			WHERE p.status = 'authorized' AND p.method = 'card' AND o.status NOT IN ('completed', 'cancelled')
			ORDER BY o.id
			""";

	private record Unsettled(long tenantId, long id, String status) {
	}

	void settle() {
		for (var order : this.site.environment().database().sql(UNSETTLED).query(Unsettled.class).list()) {
			var manager = new OrderClient(this.site.client(0).admin(order.tenantId()));
			switch (order.status()) {
				case "pending" -> manager.cancel(order.id());
				case "confirmed" -> manager.move(order.id(), "preparing", "ready", "completed");
				case "preparing" -> manager.move(order.id(), "ready", "completed");
				default -> manager.move(order.id(), "completed");
			}
		}
	}

}
