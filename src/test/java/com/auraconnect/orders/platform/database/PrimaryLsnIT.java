package com.auraconnect.orders.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PrimaryLsnIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final PostgresUrl URL = PostgresUrl.parse(TestPostgres.newDatabase());

	private final DriverManagerDataSource database = new DriverManagerDataSource(URL.jdbc(), URL.user(),
			URL.password());

	private final BlockedDataSource blocked = new BlockedDataSource(this.database);

	private final PrimaryLsn primaryLsn = new PrimaryLsn(this.blocked);

	@Test
	void theNextLsnCoversEarlierCommits() throws Exception {
		this.blocked.release();
		var before = this.primaryLsn.current(TIMEOUT);
		JdbcClient.create(this.database).sql("CREATE TABLE anything ()").update();

		assertThat(this.primaryLsn.current(TIMEOUT)).isGreaterThan(before);
	}

	/**
	 * A caller that arrives during a query may not use its answer, which may be older
	 * than the call. All callers that wait share the next query.
	 */
	@Test
	void waitingCallersShareOneLaterQuery() throws Exception {
		var first = started(() -> this.primaryLsn.current(TIMEOUT));
		Awaitility.await().until(() -> this.blocked.queries() == 1);
		JdbcClient.create(this.database).sql("CREATE TABLE something ()").update();
		var others = IntStream.range(0, 20).mapToObj((i) -> started(() -> this.primaryLsn.current(TIMEOUT))).toList();
		Awaitility.await().until(() -> others.stream().allMatch(Caller::waits));
		this.blocked.release();

		var lsns = Stream.concat(Stream.of(first), others.stream()).map(Caller::answer).toList();
		assertThat(this.blocked.queries()).isEqualTo(2);
		assertThat(lsns.subList(1, lsns.size())).containsOnly(lsns.getLast());
	}

	@Test
	void aCallerThatWaitsTooLongIsRefused() {
		var first = started(() -> this.primaryLsn.current(TIMEOUT));
		Awaitility.await().until(() -> this.blocked.queries() == 1);

		assertThatExceptionOfType(ReplicaUnusable.class).isThrownBy(() -> this.primaryLsn.current(Duration.ofMillis(1)))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(FallbackReason.UNSURE));
		this.blocked.release();
		assertThat(first.answer()).isNotNull();
	}

	private static Caller started(Callable<LogSequenceNumber> call) {
		var task = new FutureTask<>(call);
		return new Caller(Thread.ofVirtual().start(task), task);
	}

	private record Caller(Thread thread, FutureTask<LogSequenceNumber> task) {

		boolean waits() {
			return this.thread.getState() == Thread.State.TIMED_WAITING;
		}

		LogSequenceNumber answer() {
			try {
				return this.task.get();
			}
			catch (Exception ex) {
				throw new AssertionError(ex);
			}
		}

	}

	/** Blocks connections until {@link #release()}. */
	private static final class BlockedDataSource extends DelegatingDataSource {

		private final CountDownLatch released = new CountDownLatch(1);

		private final AtomicInteger queries = new AtomicInteger();

		BlockedDataSource(DriverManagerDataSource database) {
			super(database);
		}

		void release() {
			this.released.countDown();
		}

		int queries() {
			return this.queries.get();
		}

		@Override
		public Connection getConnection() throws SQLException {
			this.queries.incrementAndGet();
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				throw new SQLException(ex);
			}
			return super.getConnection();
		}

	}

}
