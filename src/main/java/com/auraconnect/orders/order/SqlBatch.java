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
 * What is still to be written in a transaction: statements that need no answer of each
 * other, and go to the database together, in their order, in one round trip.
 */
public final class SqlBatch {

	private static final IntConsumer ANY = (_) -> {
	};

	private static final String SEPARATOR = ";\n";

	private final List<Write> writes = new ArrayList<>();

	private final List<Rule> rules = new ArrayList<>();

	private record Write(String statement, IntConsumer rows, @Nullable Object[] values) {
	}

	private record Rule(String name, Supplier<RuntimeException> violation) {

		boolean isBroken(DataIntegrityViolationException ex) {
			return ex.getMostSpecificCause() instanceof PSQLException failure
					&& failure.getServerErrorMessage() instanceof ServerErrorMessage error
					&& (this.name.equals(error.getConstraint()) || this.name.equals(error.getColumn()));
		}

	}

	/**
	 * @param statement one INSERT, UPDATE or DELETE without a result, of few different
	 * texts: the driver prepares each
	 * @param values of its {@code ?}, in their order
	 */
	public void add(String statement, @Nullable Object... values) {
		add(statement, ANY, values);
	}

	/**
	 * @param rows told how many rows the statement has touched, once that is certain to
	 * last as long as all the rest of it
	 */
	public void add(String statement, IntConsumer rows, @Nullable Object[] values) {
		this.writes.add(new Write(statement, rows, values));
	}

	/**
	 * Adds some rows by one statement.
	 * @param insert an INSERT up to its VALUES
	 * @param row the {@code ?} of one row, in parentheses
	 * @param rows the values of each row, of one row at least
	 */
	public void addRows(String insert, String row, List<@Nullable Object[]> rows) {
		var all = String.join(",\n", Collections.nCopies(rows.size(), row));
		add(insert + "\nVALUES " + all, rows.stream().flatMap(Stream::of).toArray());
	}

	/**
	 * Names a rule that one of the statements may break, which undoes all of them.
	 * @param name of a constraint, or of a column that must not be null
	 * @param violation what is thrown for it
	 */
	public void onViolation(String name, Supplier<RuntimeException> violation) {
		this.rules.add(new Rule(name, violation));
	}

	/**
	 * Sends what there is as the end of the calling thread's transaction: the commit
	 * travels with it, and leaves none for the transaction's manager to send.
	 */
	void executeAndCommit(JdbcTemplate jdbc) {
		if (!this.writes.isEmpty()) {
			execute(jdbc, (connection) -> send(connection, ""));
		}
	}

	/**
	 * Sends what there is as a transaction of its own: beginning and commit travel with
	 * it, so that all of it is one round trip. Where a statement fails, the database
	 * skips what comes after it, the commit included.
	 */
	void executeAsTransaction(JdbcTemplate jdbc) {
		execute(jdbc, (connection) -> {
			try {
				send(connection, "BEGIN" + SEPARATOR);
			}
			catch (SQLException | RuntimeException ex) {
				rollBack(connection, ex);
				throw ex;
			}
		});
	}

	@FunctionalInterface
	private interface Sending {

		void on(Connection connection) throws SQLException;

	}

	private void execute(JdbcTemplate jdbc, Sending sending) {
		try {
			jdbc.execute((Connection connection) -> {
				sending.on(connection);
				return null;
			});
		}
		catch (DataIntegrityViolationException ex) {
			throw this.rules.stream()
				.filter((rule) -> rule.isBroken(ex))
				.findFirst()
				.map((rule) -> rule.violation().get())
				.orElse(ex);
		}
	}

	/**
	 * Several statements in one are several messages, which the driver sends in one go.
	 */
	private void send(Connection connection, String before) throws SQLException {
		var all = String.join(SEPARATOR, this.writes.stream().map(Write::statement).toList());
		try (var statement = connection.prepareStatement(before + all + SEPARATOR + "COMMIT")) {
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

	/** A connection on which that fails is lost, and its transaction with it. */
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
