package com.auraconnect.orders.platform.tenancy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.TestPostgres;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.NoOpQueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A pool of one connection that serves one tenant after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantDataSourceIT {

	private static final Logger log = LoggerFactory.getLogger(TenantDataSourceIT.class);

	private static final PostgresUrl URL = PostgresUrl.parse(TestPostgres.newRestaurantDatabase());

	private final List<String> sent = new CopyOnWriteArrayList<>();

	private final HikariDataSource pool = poolOfOne(true);

	private final TenantDataSource tenants = new TenantDataSource(this.pool);

	private final JdbcClient database = JdbcClient.create(this.tenants);

	private HikariDataSource poolOfOne(boolean autoCommit) {
		var pool = new HikariDataSource();
		var driver = new DriverDataSource(URL.jdbc(), null, pool.getDataSourceProperties(), URL.user(), URL.password());
		pool.setDataSource(ProxyDataSourceBuilder.create(driver).listener(new NoOpQueryExecutionListener() {
			@Override
			public void afterQuery(ExecutionInfo execution, List<QueryInfo> statements) {
				statements.forEach((statement) -> TenantDataSourceIT.this.sent.add(statement.getQuery()));
			}
		}).build());
		pool.setMaximumPoolSize(1);
		pool.setAutoCommit(autoCommit);
		return pool;
	}

	@BeforeEach
	void resetTenancy() {
		Tenancy.none().run(() -> this.database.sql("SELECT 1").query(Integer.class).single());
		this.sent.clear();
	}

	@AfterAll
	void close() {
		this.pool.close();
	}

	@Test
	void aSessionServesOneTenantAfterAnother() {
		assertThat(locations(Tenancy.of(1))).containsExactly(1L, 2L);
		assertThat(locations(Tenancy.of(2))).containsExactly(3L);
		assertThat(locations(Tenancy.none())).isEmpty();
		assertThat(locations(Tenancy.of(1))).containsExactly(1L, 2L);
	}

	@Test
	void theTenancyIsSetOnlyWhenTheTenantChanges() {
		locations(Tenancy.of(1));
		locations(Tenancy.of(1));
		locations(Tenancy.of(1));
		assertThat(this.sent).hasSize(4);
		locations(Tenancy.of(2));
		assertThat(this.sent).hasSize(6);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aRollbackDoesNotRevertTheTenancy(boolean autoCommit) {
		try (var pool = poolOfOne(autoCommit)) {
			var tenants = new TenantDataSource(pool);
			var client = JdbcClient.create(tenants);
			var transaction = new TransactionTemplate(new JdbcTransactionManager(tenants));
			assertThat(Tenancy.of(1).<List<Long>, RuntimeException>call(() -> locations(client))).hasSize(2);

			Tenancy.of(2).run(() -> transaction.executeWithoutResult((status) -> {
				assertThat(locations(client)).containsExactly(3L);
				status.setRollbackOnly();
			}));

			assertThat(Tenancy.of(2).<List<Long>, RuntimeException>call(() -> locations(client))).containsExactly(3L);
			assertThat(Tenancy.of(1).<List<Long>, RuntimeException>call(() -> locations(client))).hasSize(2);
		}
	}

	/** The work whose connection is killed gets an error, the next work a new session. */
	@Test
	void aSessionWhoseTenancyCannotBeSetIsEvicted() throws SQLException {
		locations(Tenancy.of(1));
		try (var killer = URL.connect(); var statement = killer.createStatement()) {
			statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
					+ "WHERE datname = current_database() AND pid <> pg_backend_pid()");
		}
		assertThatThrownBy(() -> locations(Tenancy.of(2))).isNotNull();
		assertThat(locations(Tenancy.of(2))).containsExactly(3L);
	}

	/** A connection taken from the pool directly sees no rows. */
	@Test
	void thePoolAloneHasNoTenant() {
		try (var fresh = poolOfOne(true)) {
			assertThat(new TenantDataSource(fresh)).isNotNull();
			assertThat(locations(JdbcClient.create(fresh))).isEmpty();
		}
	}

	@Test
	void aChangeOfTenantCostsARoundTrip() {
		var same = median(Tenancy.of(1), Tenancy.of(1));
		var changing = median(Tenancy.of(1), Tenancy.of(2));

		log.info("a statement that reads nothing takes {} us for the same tenant, {} us after a change", same / 1000,
				changing / 1000);
		assertThat(changing).isGreaterThan(same);
	}

	/** Returns the median time in nanoseconds. */
	private long median(Tenancy... loop) {
		var times = new long[4000];
		for (int i = 0; i < times.length; i++) {
			long start = System.nanoTime();
			loop[i % loop.length].run(() -> this.database.sql("SELECT 1").query(Integer.class).single());
			times[i] = System.nanoTime() - start;
		}
		var settled = Arrays.copyOfRange(times, times.length / 2, times.length);
		Arrays.sort(settled);
		return settled[settled.length / 2];
	}

	private List<Long> locations(Tenancy tenancy) {
		return tenancy.<List<Long>, RuntimeException>call(() -> locations(this.database));
	}

	private static List<Long> locations(JdbcClient database) {
		return database.sql("SELECT id FROM locations ORDER BY id").query(Long.class).list();
	}

}
