package com.auraconnect.orders.web;

import java.sql.SQLException;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a database that is away from a statement that is wrong: by what Spring makes of
 * it, or else by the class of the SQLSTATE: 08 is a lost connection, 57 an operator's
 * intervention such as a shutdown, 53 a lack of resources.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 * codes</a>
 */
final class DatabaseAway {

	private DatabaseAway() {
	}

	static boolean isCauseOf(Exception failure) {
		return switch (failure) {
			case DataAccessResourceFailureException _, TransientDataAccessException _, TransactionException _ -> true;
			default -> NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException sql
					&& sql.getSQLState() != null && sql.getSQLState().matches("(08|57|53).*");
		};
	}

}
