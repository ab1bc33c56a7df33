package com.auraconnect.orders.order;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ids of one sequence, fetched from the database in blocks of fifty, the sequence's
 * INCREMENT, so that most rows cost no round trip for theirs. A value of the sequence is
 * the first of its block, for Hibernate too, which takes ids from the same sequences.
 */
class IdBlocks {

	private static final int BLOCK = 50;

	private final JdbcClient jdbc;

	private final String nextBlock;

	private long next;

	private long end;

	IdBlocks(JdbcClient jdbc, String sequence) {
		this.jdbc = jdbc;
		this.nextBlock = "SELECT nextval('" + sequence + "')";
	}

	/** Never the same id twice, over all replicas; gaps are normal. */
	synchronized long next() {
		if (this.next == this.end) {
			this.next = this.jdbc.sql(this.nextBlock).query(Long.class).single();
			this.end = this.next + BLOCK;
		}
		return this.next++;
	}

}
