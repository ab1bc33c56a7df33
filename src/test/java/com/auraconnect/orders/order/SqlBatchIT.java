package com.auraconnect.orders.order;

import java.util.List;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Batches sent as whole transactions or as the end of one, on a single connection. */
class SqlBatchIT {

	private static final String INSERT = "INSERT INTO guests (id, name) VALUES (?, ?)";

	/**
	 * Number of statements above which the driver reads responses before it has sent all.
	 */
	private static final int MANY = 600;

	private static final class Taken extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	private final SingleConnectionDataSource connection = connection();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.connection);

	private final SqlBatch writes = new SqlBatch();

	private static SingleConnectionDataSource connection() {
		var database = PostgresUrl.parse(TestPostgres.newDatabase());
		return new SingleConnectionDataSource(database.jdbc(), database.user(), database.password(), true);
	}

	@BeforeEach
	void createTable() {
		this.jdbc.execute("CREATE TABLE guests (id INT CONSTRAINT one_guest_an_id PRIMARY KEY, name TEXT NOT NULL)");
		this.jdbc.update(INSERT, 1, "Ada");
	}

	@AfterEach
	void close() {
		this.connection.destroy();
	}

	@Test
	void allStatementsAreExecutedAndReportTheirUpdateCounts() {
		this.writes.add(INSERT, 2, "Ben");
		this.writes.add("UPDATE guests SET name = name || ?", (rows) -> assertThat(rows).isEqualTo(2),
				new Object[] { "!" });
		this.writes.executeAsTransaction(this.jdbc);
		assertThat(names()).isEqualTo("Ada!, Ben!");
	}

	@Test
	void addRowsInsertsSeveralRows() {
		this.writes.addRows("INSERT INTO guests (id, name)", "(?, ?)",
				List.of(new Object[] { 3, "Ben" }, new Object[] { 2, "Cleo" }));
		this.writes.executeAsTransaction(this.jdbc);
		assertThat(names()).isEqualTo("Ada, Cleo, Ben");
	}

	@Test
	void aConstraintViolationRollsBackAndThrowsTheMappedException() {
		this.writes.onViolation("one_guest_an_id", Taken::new);
		this.writes.add(INSERT, 2, "Ben");
		this.writes.add(INSERT, 1, "Cleo");
		this.writes.add(INSERT, 3, "Dora");
		assertThatExceptionOfType(Taken.class).isThrownBy(() -> this.writes.executeAsTransaction(this.jdbc));
		assertThat(names()).isEqualTo("Ada");
	}

	@Test
	void aNotNullViolationRollsBackAndThrowsTheMappedException() {
		this.writes.onViolation("name", Taken::new);
		this.writes.add("UPDATE guests SET name = CASE name WHEN ? THEN ? END", "Dan", "Eve");
		assertThatExceptionOfType(Taken.class).isThrownBy(() -> this.writes.executeAsTransaction(this.jdbc));
		assertThat(names()).isEqualTo("Ada");
	}

	@Test
	void anUnmappedViolationThrowsTheOriginalException() {
		this.writes.onViolation("name", Taken::new);
		this.writes.add(INSERT, 1, "Fay");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.writes.executeAsTransaction(this.jdbc));
	}

	@Test
	void theConnectionIsUsableAfterAFailure() {
		this.writes.add(INSERT, 1, "Gil");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.writes.executeAsTransaction(this.jdbc));
		this.jdbc.update(INSERT, 2, "Hal");
		assertThat(names()).isEqualTo("Ada, Hal");
	}

	@Test
	void aBatchThatTheDriverSplitsIsStillOneTransaction() {
		for (int id = 2; id < MANY; id++) {
			this.writes.add(INSERT, id, "Guest " + id);
		}
		this.writes.add(INSERT, 1, "Ida");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.writes.executeAsTransaction(this.jdbc));
		assertThat(names()).isEqualTo("Ada");
	}

	@Test
	void executeAndCommitCommitsTheTransaction() {
		inTransaction(() -> {
			this.jdbc.update(INSERT, 2, "Joe");
			this.writes.add(INSERT, 3, "Kim");
			this.writes.executeAndCommit(this.jdbc);
			this.jdbc.execute("ROLLBACK");
		});
		assertThat(names()).isEqualTo("Ada, Joe, Kim");
	}

	@Test
	void aViolationInExecuteAndCommitRollsBackTheTransaction() {
		this.writes.onViolation("one_guest_an_id", Taken::new);
		this.writes.add(INSERT, 1, "Lea");
		assertThatExceptionOfType(Taken.class).isThrownBy(() -> inTransaction(() -> {
			this.jdbc.update(INSERT, 2, "Max");
			this.writes.executeAndCommit(this.jdbc);
		}));
		assertThat(names()).isEqualTo("Ada");
	}

	private void inTransaction(Runnable work) {
		new TransactionTemplate(new JdbcTransactionManager(this.connection)).executeWithoutResult((_) -> work.run());
	}

	private String names() {
		return this.jdbc.queryForObject("SELECT string_agg(name, ', ' ORDER BY id) FROM guests", String.class);
	}

}
