package com.auraconnect.orders.order;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Collects independent statements of a transaction and sends them to the database in
 * their order, in one round trip.
 */
public final class SqlBatch {

	private static final IntConsumer IGNORE_COUNT = (_) -> {
	};

	private static final String SEPARATOR = ";\n";

	private final List<Write> writes = new ArrayList<>();

	private final List<Rule> rules = new ArrayList<>();

	private record Write(String statement, IntConsumer rows, @Nullable Object[] values) {
	}

	private record Rule(String name, Supplier<RuntimeException> violation) {

		boolean isViolated(DataIntegrityViolationException ex) {
			return ex.getMostSpecificCause() instanceof PSQLException failure
					&& failure.getServerErrorMessage() instanceof ServerErrorMessage error
					&& (this.name.equals(error.getConstraint()) || this.name.equals(error.getColumn()));
		}

	}

	/**
	 * Adds a statement.
	 * @param statement one INSERT, UPDATE or DELETE without a result. The driver prepares
	 * each distinct text, so use few
	 * @param values the values of its {@code ?}, in their order
	 */
	public void add(String statement, @Nullable Object... values) {
		add(statement, IGNORE_COUNT, values);
	}

	/**
	 * Adds a statement whose update count matters.
	 * @param rows receives the number of affected rows once all statements have succeeded
	 */
	public void add(String statement, IntConsumer rows, @Nullable Object[] values) {
		this.writes.add(new Write(statement, rows, values));
	}

	/**
	 * Adds one statement that inserts several rows.
	 * @param insert an INSERT up to its VALUES
	 * @param row the {@code ?} of one row, in parentheses
	 * @param rows the values of each row; at least one row
	 */
	public void addRows(String insert, String row, List<@Nullable Object[]> rows) {
		var all = String.join(",\n", Collections.nCopies(rows.size(), row));
		add(insert + "\nVALUES " + all, rows.stream().flatMap(Stream::of).toArray());
	}

	/**
	 * Maps the violation of a constraint to an exception. Any violation rolls the whole
	 * batch back.
	 * @param name the name of a constraint or of a NOT NULL column
	 * @param violation creates the exception to throw
	 */
	public void onViolation(String name, Supplier<RuntimeException> violation) {
		this.rules.add(new Rule(name, violation));
	}

	/** Sends the statements, if any, in the transaction of the calling thread. */
	void execute(JdbcTemplate jdbc) {
		if (!this.writes.isEmpty()) {
			execute(jdbc, (connection) -> send(connection, "", ""));
		}
	}

	/**
	 * Sends the statements and the commit as the end of the calling thread's transaction.
	 * The commit of the transaction manager then has nothing left to do.
	 */
	void executeAndCommit(JdbcTemplate jdbc) {
		if (!this.writes.isEmpty()) {
			execute(jdbc, (connection) -> send(connection, "", SEPARATOR + "COMMIT"));
		}
	}

	/**
	 * Sends the statements as a transaction of their own, with BEGIN and COMMIT in the
	 * same round trip. If a statement fails, the database skips the following ones,
	 * including the COMMIT.
	 */
	void executeAsTransaction(JdbcTemplate jdbc) {
		execute(jdbc, (connection) -> {
			try {
				send(connection, "BEGIN" + SEPARATOR, SEPARATOR + "COMMIT");
			}
			catch (SQLException | RuntimeException ex) {
				rollBack(connection, ex);
				throw ex;
			}
		});
	}

	@FunctionalInterface
	private interface ConnectionWork {

		void execute(Connection connection) throws SQLException;

	}

	private void execute(JdbcTemplate jdbc, ConnectionWork work) {
		try {
			jdbc.execute((Connection connection) -> {
				work.execute(connection);
				return null;
			});
		}
		catch (DataIntegrityViolationException ex) {
			throw this.rules.stream()
				.filter((rule) -> rule.isViolated(ex))
				.findFirst()
				.map((rule) -> rule.violation().get())
				.orElse(ex);
		}
	}

	/**
	 * Sends all statements in one JDBC statement. The driver splits it into messages and
	 * sends them together.
	 */
	private void send(Connection connection, String before, String after) throws SQLException {
		var all = String.join(SEPARATOR, this.writes.stream().map(Write::statement).toList());
		try (var statement = connection.prepareStatement(before + all + after)) {
			var parameter = 1;
			for (var write : this.writes) {
				for (var value : write.values()) {
					statement.setObject(parameter++, value);
				}
			}
			statement.execute();
			if (!before.isEmpty()) {
				statement.getMoreResults();
			}
			for (var write : this.writes) {
				write.rows().accept(statement.getUpdateCount());
				statement.getMoreResults();
			}
		}
	}

	/**
	 * Rolls back. If that fails, the connection is aborted, which ends its transaction.
	 */
	private static void rollBack(Connection connection, Exception failure) throws SQLException {
		try (var statement = connection.createStatement()) {
			statement.execute("ROLLBACK");
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
			connection.abort(Runnable::run);
		}
	}

}
