package com.auraconnect.orders.order;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is still to be written in a transaction: statements that need no answer of each
 * other, and go to the database together, in their order, in one round trip.
 */
public final class Writes {

	private static final IntConsumer ANY = (_) -> {
	};

	private final List<Write> writes = new ArrayList<>();

	private record Write(String statement, IntConsumer rows, @Nullable Object[] values) {
	}

	/**
	 * @param statement one INSERT, UPDATE or DELETE without a result, the same text each
	 * time it is used
	 * @param values of its {@code ?}, in their order
	 */
	public void add(String statement, @Nullable Object... values) {
		add(statement, ANY, values);
	}

	/**
	 * @param rows told how many rows the statement has touched; what it throws undoes the
	 * transaction
	 */
	public void add(String statement, IntConsumer rows, @Nullable Object[] values) {
		this.writes.add(new Write(statement, rows, values));
	}

	/** Sends what there is, within the transaction of the calling thread. */
	void send(JdbcTemplate jdbc) {
		if (!this.writes.isEmpty()) {
			jdbc.execute((Connection connection) -> send(connection));
			this.writes.clear();
		}
	}

	/**
	 * Several statements in one are several messages, which the driver sends in one go.
	 */
	private @Nullable Void send(Connection connection) throws SQLException {
		var all = String.join(";\n", this.writes.stream().map(Write::statement).toList());
		try (var statement = connection.prepareStatement(all)) {
			var parameter = 1;
			for (var write : this.writes) {
				for (var value : write.values()) {
					statement.setObject(parameter++, value);
				}
			}
			statement.execute();
			for (var write : this.writes) {
				write.rows().accept(statement.getUpdateCount());
				statement.getMoreResults();
			}
		}
		return null;
	}

}
