package com.auraconnect.orders.order;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands out the ids of orders and of what belongs to them. An order has its id before it
 * is stored because its number is made from it.
 */
@Component
class OrderIds {

	private final IdBlocks orders;

	private final IdBlocks items;

	private final IdBlocks payments;

	private final IdBlocks statusChanges;

	OrderIds(JdbcClient jdbc) {
		this.orders = new IdBlocks(jdbc, "orders_seq");
		this.items = new IdBlocks(jdbc, "order_items_seq");
		this.payments = new IdBlocks(jdbc, "order_payments_seq");
		this.statusChanges = new IdBlocks(jdbc, "order_status_history_seq");
	}

	long ofOrder() {
		return this.orders.next();
	}

	long ofItem() {
		return this.items.next();
	}

	long ofPayment() {
		return this.payments.next();
	}

	long ofStatusChange() {
		return this.statusChanges.next();
	}

}
