package com.auraconnect.orders.platform.database;

import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs reads on the primary or on a replica. A read sees everything that any transaction
 * committed before it began; it may see what is committed while it runs.
 */
@FunctionalInterface
public interface ConsistentReads {

	/**
	 * Runs a read, and runs it again on the primary if the replica fails.
	 * @param read one statement that changes nothing; it runs outside of the transaction
	 * of its thread
	 * @return what the read returns
	 * @throws org.springframework.dao.DataAccessException if the primary fails
	 */
	<T> T run(Function<JdbcClient, T> read);

	/** Returns reads for a database without a replica. */
	static ConsistentReads of(JdbcClient primary) {
		return new ConsistentReads() {
			@Override
			public <T> T run(Function<JdbcClient, T> read) {
				return read.apply(primary);
			}
		};
	}

}
