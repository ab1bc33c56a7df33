package com.auraconnect.orders.reports;

/** SQL expressions for what is counted of an order {@code o}. */
final class OrderSums {

	/**
	 * Revenue of an order: without the tips, which belong to the staff; 0 if cancelled.
	 */
	static final String REVENUE = "CASE WHEN o.status = 'cancelled' THEN 0 ELSE o.total_amount - o.tip_amount END";

	private OrderSums() {
	}

}
