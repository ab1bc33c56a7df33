package com.auraconnect.orders.order;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands out the ids of orders, from the database's sequence in blocks, so that most
 * orders cost no round trip for it. An order has its id before it is stored because its
 * number is made from it.
 */
@Component
class OrderIds {

	/** The sequence's INCREMENT: one call of it yields that many ids. */
	private static final int BLOCK = 50;

	private static final String NEXT_BLOCK = "SELECT nextval('orders_seq')";

	private final JdbcClient jdbc;

	private long next;

	private long end;

	OrderIds(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Never the same id twice, over all replicas; gaps are normal. */
	synchronized long next() {
		if (this.next == this.end) {
			this.next = this.jdbc.sql(NEXT_BLOCK).query(Long.class).single();
			this.end = this.next + BLOCK;
		}
		return this.next++;
	}

}
