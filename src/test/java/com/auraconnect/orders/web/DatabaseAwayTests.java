package com.auraconnect.orders.web;

import java.io.EOFException;
import java.sql.SQLException;

import org.hibernate.TransactionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

import org.springframework.orm.jpa.JpaSystemException;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseAwayTests {

	@ParameterizedTest
	@ValueSource(strings = { "57P01", "57P02", "57P03", "08000", "08006", "53300" })
	void anEndedSessionMeansAnUnavailableDatabase(String state) {
		assertThat(DatabaseAway.isCauseOf(failure(new SQLException("ended", state)))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "23505", "42601", "22001", "55P03" })
	void aRejectedStatementDoesNotMeanAnUnavailableDatabase(String state) {
		assertThat(DatabaseAway.isCauseOf(failure(new SQLException("wrong", state)))).isFalse();
	}

	/**
	 * The connection pool's message for a connection that was closed during a
	 * transaction.
	 */
	@Test
	void aRollbackOnAClosedConnectionMeansAnUnavailableDatabase() {
		assertThat(DatabaseAway.isCauseOf(failure(new SQLException("Connection is closed")))).isTrue();
	}

	@Test
	void aLostConnectionMeansAnUnavailableDatabaseWhateverItsCause() {
		assertThat(DatabaseAway
			.isCauseOf(failure(new PSQLException("I/O error", PSQLState.CONNECTION_FAILURE, new EOFException()))))
			.isTrue();
	}

	@Test
	void aFaultOfTheServiceDoesNotMeanAnUnavailableDatabase() {
		assertThat(DatabaseAway.isCauseOf(new IllegalStateException(new EOFException()))).isFalse();
	}

	private static Exception failure(SQLException cause) {
		return new JpaSystemException(new TransactionException("Unable to rollback against JDBC Connection", cause));
	}

}
