package com.auraconnect.orders.database;

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

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final PostgresUrl URL = PostgresUrl.parse(TestPostgres.newDatabase());

	private final DriverManagerDataSource database = new DriverManagerDataSource(URL.jdbc(), URL.user(),
			URL.password());

	private final Held held = new Held(this.database);

	private final PrimaryLsn position = new PrimaryLsn(this.held);

	@Test
	void whatIsCommittedIsBeforeThePositionThatIsAskedForNext() throws Exception {
		this.held.go();
		var before = this.position.current(PATIENCE);
		JdbcClient.create(this.database).sql("CREATE TABLE anything ()").update();

		assertThat(this.position.current(PATIENCE)).isGreaterThan(before);
	}

	/**
	 * Whoever comes while the primary is being asked may not take that answer, which may
	 * be older than what they want to see; but one question later is enough for all.
	 */
	@Test
	void thoseWhoWaitShareOneQuestionThatIsAskedAfterTheyCame() throws Exception {
		var first = started(() -> this.position.current(PATIENCE));
		Awaitility.await().until(() -> this.held.questions() == 1);
		JdbcClient.create(this.database).sql("CREATE TABLE something ()").update();
		var others = IntStream.range(0, 20).mapToObj((i) -> started(() -> this.position.current(PATIENCE))).toList();
		Awaitility.await().until(() -> others.stream().allMatch(Asker::waits));
		this.held.go();

		var positions = Stream.concat(Stream.of(first), others.stream()).map(Asker::answer).toList();
		assertThat(this.held.questions()).isEqualTo(2);
		assertThat(positions.subList(1, positions.size())).containsOnly(positions.getLast());
	}

	@Test
	void whoGetsNoTurnInTimeIsTold() {
		var first = started(() -> this.position.current(PATIENCE));
		Awaitility.await().until(() -> this.held.questions() == 1);

		assertThatExceptionOfType(ReplicaUnusable.class).isThrownBy(() -> this.position.current(Duration.ofMillis(1)))
			.satisfies((ex) -> assertThat(ex.detour()).isEqualTo(FallbackReason.UNSURE));
		this.held.go();
		assertThat(first.answer()).isNotNull();
	}

	private static Asker started(Callable<LogSequenceNumber> question) {
		var task = new FutureTask<>(question);
		return new Asker(Thread.ofVirtual().start(task), task);
	}

	private record Asker(Thread thread, FutureTask<LogSequenceNumber> task) {

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

	/** Lets nobody connect before it is told to. */
	private static final class Held extends DelegatingDataSource {

		private final CountDownLatch isOpen = new CountDownLatch(1);

		private final AtomicInteger questions = new AtomicInteger();

		Held(DriverManagerDataSource database) {
			super(database);
		}

		void go() {
			this.isOpen.countDown();
		}

		int questions() {
			return this.questions.get();
		}

		@Override
		public Connection getConnection() throws SQLException {
			this.questions.incrementAndGet();
			try {
				this.isOpen.await();
			}
			catch (InterruptedException ex) {
				throw new SQLException(ex);
			}
			return super.getConnection();
		}

	}

}
