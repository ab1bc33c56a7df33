package com.auraconnect.orders.order;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands out the ids of orders and of their parts. An order gets its id before it is
 * stored, because its order number is derived from the id.
 */
@Component
class OrderIdGenerator {

	private final HiLoSequence orders;

	private final HiLoSequence items;

	private final HiLoSequence payments;

	private final HiLoSequence refunds;

	private final HiLoSequence statusChanges;

	OrderIdGenerator(JdbcClient jdbc) {
		this.orders = new HiLoSequence(jdbc, "orders_seq");
		this.items = new HiLoSequence(jdbc, "order_items_seq");
		this.payments = new HiLoSequence(jdbc, "order_payments_seq");
		this.refunds = new HiLoSequence(jdbc, "order_refunds_seq");
		this.statusChanges = new HiLoSequence(jdbc, "order_status_history_seq");
	}

	long nextOrderId() {
		return this.orders.next();
	}

	long nextItemId() {
		return this.items.next();
	}

	long nextPaymentId() {
		return this.payments.next();
	}

	long nextRefundId() {
		return this.refunds.next();
	}

	long nextStatusChangeId() {
		return this.statusChanges.next();
	}

}
