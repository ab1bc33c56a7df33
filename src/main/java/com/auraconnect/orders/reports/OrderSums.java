package com.auraconnect.orders.reports;

/** What is counted of an order {@code o}. */
final class OrderSums {

	/**
	 * What it adds to the revenue: tips are the staff's, and a cancelled order is no
	 * sale.
	 */
	static final String REVENUE = "CASE WHEN o.status = 'cancelled' THEN 0 ELSE o.total_amount - o.tip_amount END";

	private OrderSums() {
	}

}
