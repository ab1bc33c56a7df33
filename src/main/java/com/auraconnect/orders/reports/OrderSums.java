package com.auraconnect.orders.reports;

/** SQL expressions for what is counted of an order {@code o}. */
public final class OrderSums {

	/**
	 * Revenue of an order: without the tips, which belong to the staff; 0 if cancelled.
	 */
	static final String REVENUE = "CASE WHEN o.status = 'cancelled' THEN 0 ELSE o.total_amount - o.tip_amount END";

	/**
	 * Moment by whose business day an order counts: when it is due, else when it was
	 * taken. An order that arrives handed over counts when it was taken.
	 */
	public static final String BOOKED_AT = "CASE WHEN o.offline_state = 'completed' THEN o.created_at "
			+ "ELSE coalesce(o.scheduled_for, o.created_at) END";

	private OrderSums() {
	}

}
