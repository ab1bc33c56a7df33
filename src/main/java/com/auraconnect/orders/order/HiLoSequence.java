package com.auraconnect.orders.order;

import java.util.concurrent.atomic.AtomicLong;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hands out the ids of one database sequence in blocks of fifty, the sequence's
 * INCREMENT, so that most rows need no round trip for their id. A sequence value is the
 * first id of its block.
 * <p>
 * One caller fetches the next block for all waiting callers. No lock is held meanwhile.
 * If the fetch fails, it fails for all of them. A caller within a transaction fetches a
 * block for itself, by its own connection. Otherwise the pool could deadlock: every
 * connection would wait for the fetch, which waits for a connection.
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

	/** Block of ids up to {@code end}, exclusive. */
	private record Block(AtomicLong next, long end) {

		Block(long first, int length) {
			this(new AtomicLong(first), first + length);
		}

		boolean isUsedUp() {
			return this.next.get() >= this.end;
		}

	}

	/**
	 * Returns the next id. Ids are unique over all replicas; gaps are normal.
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 */
	long next() {
		for (var current = this.block;; current = this.block) {
			var id = current.next().getAndIncrement();
			if (id < current.end()) {
				return id;
			}
			if (TransactionSynchronizationManager.isActualTransactionActive()) {
				fetch();
			}
			else {
				this.fetches.get(this.nextBlock, this::fetch);
			}
		}
	}

	/** Fetches a block, unless another caller has replaced the used-up one already. */
	private Block fetch() {
		var current = this.block;
		if (current.isUsedUp()) {
			current = new Block(this.jdbc.sql(this.nextBlock).query(Long.class).single(), BLOCK);
			this.block = current;
		}
		return current;
	}

}
