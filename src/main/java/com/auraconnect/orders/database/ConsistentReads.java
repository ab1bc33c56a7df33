package com.auraconnect.orders.database;

import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs reads on whichever server of the database can answer them. What was committed
 * before a read began, by whomever, is in its answer; what is committed while it runs may
 * be.
 */
@FunctionalInterface
public interface ConsistentReads {

	/**
	 * Runs a read, a second time if its first server fails.
	 * @param read one statement that changes nothing; must not care for the transaction
	 * of its thread, of which it is no part
	 * @return what the read returns
	 * @throws org.springframework.dao.DataAccessException if the primary fails
	 */
	<T> T run(Function<JdbcClient, T> read);

	/** Those of a database without a replica. */
	static ConsistentReads of(JdbcClient primary) {
		return new ConsistentReads() {
			@Override
			public <T> T run(Function<JdbcClient, T> read) {
				return read.apply(primary);
			}
		};
	}

}
