package com.auraconnect.orders.web;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a database that is away from a statement that is wrong: by what Spring makes of
 * it, or else by the SQLSTATE of any of its causes: class 08 is a lost connection, 57 an
 * operator's intervention such as a shutdown, 53 a lack of resources. PostgreSQL gives
 * every error a state; an {@link SQLException} without one is the connection pool's,
 * whose connection was ended: a rollback that meets it hides what has ended it.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 * codes</a>
 */
final class DatabaseAway {

	/** More than any chain of causes has, if it has an end. */
	private static final int LONGEST_CHAIN = 20;

	private DatabaseAway() {
	}

	static boolean isCauseOf(Exception failure) {
		return switch (failure) {
			case DataAccessResourceFailureException _, TransientDataAccessException _, TransactionException _ -> true;
			default -> causes(failure)
				.anyMatch((cause) -> cause instanceof SQLException sql && isConnectionLost(sql.getSQLState()));
		};
	}

	private static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(LONGEST_CHAIN);
	}

	private static boolean isConnectionLost(@Nullable String state) {
		return state == null || state.matches("(08|57|53).*");
	}

}
