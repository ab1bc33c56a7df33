package com.auraconnect.orders.order;

import java.util.concurrent.atomic.AtomicLong;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ids of one sequence, fetched from the database in blocks of fifty, the sequence's
 * INCREMENT, so that most rows cost no round trip for theirs. A value of the sequence is
 * the first of its block, for Hibernate too, which takes ids from the same sequences.
 * <p>
 * A block that is used up is replaced by one caller for all. No lock is held while it is
 * fetched, and when it cannot be, all that wait for it fail together.
 */
class HiLoSequence {

	private static final int BLOCK = 50;

	private final JdbcClient jdbc;

	private final String nextBlock;

	private final SingleFlight<String, Block> fetches = new SingleFlight<>();

	private volatile Block block = new Block(0, 0);

	HiLoSequence(JdbcClient jdbc, String sequence) {
		this.jdbc = jdbc;
		this.nextBlock = "SELECT nextval('" + sequence + "')";
	}

	/** The ids below the end that are not handed out yet. */
	private record Block(AtomicLong next, long end) {

		Block(long first, int length) {
			this(new AtomicLong(first), first + length);
		}

		boolean isUsedUp() {
			return this.next.get() >= this.end;
		}

	}

	/**
	 * Never the same id twice, over all replicas; gaps are normal.
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 */
	long next() {
		for (var current = this.block;; current = this.block) {
			var id = current.next().getAndIncrement();
			if (id < current.end()) {
				return id;
			}
			this.fetches.get(this.nextBlock, this::fetch);
		}
	}

	/** A caller that comes late finds the block that another one has fetched. */
	private Block fetch() {
		var current = this.block;
		if (current.isUsedUp()) {
			current = new Block(this.jdbc.sql(this.nextBlock).query(Long.class).single(), BLOCK);
			this.block = current;
		}
		return current;
	}

}
