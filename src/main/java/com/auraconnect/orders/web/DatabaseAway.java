package com.auraconnect.orders.web;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Distinguishes an unavailable database from a faulty statement, by Spring's exception
 * type or by the SQLSTATE of any cause. Class 08 is a lost connection, 57 an operator
 * intervention such as a shutdown, 53 insufficient resources. PostgreSQL gives every
 * error a state. An {@link SQLException} without one comes from the connection pool,
 * whose connection was closed: a failing rollback hides the original cause.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 * codes</a>
 */
final class DatabaseAway {

	/** Bound on the chain of causes, which may be cyclic. */
	private static final int MAX_CAUSES = 20;

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
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
	}

	private static boolean isConnectionLost(@Nullable String state) {
		return state == null || state.matches("(08|57|53).*");
	}

}
